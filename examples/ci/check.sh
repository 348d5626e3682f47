#!/bin/sh
# Runs a command, keeps its traces, and fails on what went wrong in them.
#   check.sh COMMAND…
# BUILD names the build, BRANCH the branch. history.db holds the traces of earlier builds of main; keep it between builds.
set -eu
run="$BRANCH-$BUILD"
export TRACEWH_DB=traces.db
status=0
# Keeps the first failure, and goes on.
note() {
  code=$?
  [ "$status" -ne 0 ] || status=$code
}

tracewh run --run "$run" --fail-on failed --fail-on 'slow --min 30s' -- "$@" || note
tracewh report --run "$run" -o report.md || note
tracewh report --run "$run" --format junit -o traces.xml || note
if [ -e history.db ]; then
  tracewh compare --base-db history.db --base 'main-*~10' --head "$run" --fail-on regression || note
fi
if [ "$status" -eq 0 ] && [ "$BRANCH" = main ]; then
  tracewh --db history.db ingest --strict traces.db
  tracewh --db history.db prune --keep-runs 30 --run 'main-*'
  tracewh --db history.db compact
fi
exit "$status"
