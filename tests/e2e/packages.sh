# Sourced after common.sh, with the name of a folder: packages of npm for Node's programs in it.
# shellcheck shell=sh
# They stay in the build directory, installed once for all tests, which may run at the same time.

# need_packages FOLDER
need_packages() {
  { command -v node && command -v npm; } >npm.log || skip "node and npm are needed"
  packages=$(dirname "$TRACEWH")/$1
  mkdir -p "$packages"
  flock "$packages/lock" sh -eu -c '
    cd "$2"
    ! cmp -s "$1/package-lock.json" installed || exit 0
    cp "$1/package.json" "$1/package-lock.json" "$1/../.npmrc" .
    npm ci --ignore-scripts --fetch-retries=0 --loglevel=error
    cp package-lock.json installed' install "$here/$1" "$packages" >npm.log 2>&1 ||
    { cat npm.log; skip "the packages of npm cannot be had"; }
  export NODE_PATH="$packages/node_modules"
}
