# Sourced by every test: a directory of its own, and how to fail, skip and compare.
# shellcheck shell=sh
set -eu
: "${TRACEWH:?}" "${GENERATE:?}" "${FIXTURES:?}"
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
# What runs in the background would go on for ever after a failed test.
trap 'pkill -P $$ || :; wait; rm -rf "$work"' EXIT
cd "$work"
unset TRACEWH_DB TRACEWH_QUERIES

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
skip() { printf 'skipped: %s\n' "$*"; exit 77; }

# expect WHAT EXPECTED ACTUAL
expect() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; }

# expect_exit CODE COMMAND…: the command's output is kept in ./out and ./err.
expect_exit() {
  wanted=$1
  shift
  code=0
  "$@" >out 2>err || code=$?
  [ "$code" -eq "$wanted" ] || { cat err >&2; fail "'$*' ended with $code, not $wanted"; }
}

ingest() { "$TRACEWH" --db "$1" --quiet ingest "$2" >/dev/null; }
digest() { sh "$here/digest.sh" "$1"; }
query() { sqlite3 -readonly "$1" "$2"; }
intact() { expect "quick_check of $1" ok "$(sqlite3 -readonly "$1" 'PRAGMA quick_check')"; }

# The value of KEY in the one JSON object in ./out.
json_value() { sqlite3 :memory: "SELECT json_extract(CAST(readfile('out') AS TEXT), '\$.$1')"; }

# Waits until process $1 runs no more or file $2 is there with at least $3 bytes; fails after a minute.
wait_for_size() {
  tries=0
  while kill -0 "$1" 2>/dev/null && [ "$(stat -c %s "$2" 2>/dev/null || echo 0)" -lt "$3" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 6000 ] || fail "$2 does not grow to $3 bytes"
    sleep 0.01
  done
}

# Waits until the command succeeds; fails after a minute.
wait_until() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 1200 ] || fail "'$*' does not come true"
    sleep 0.05
  done
}

has_spans() { [ "$(query "$1" 'SELECT count(*) FROM span' 2>/dev/null || echo 0)" -eq "$2" ]; }

# follow DATABASE PATH…: follows the paths in the background; $follower is the process.
follow() {
  database=$1
  follower_lock=$1.lock
  shift
  "$TRACEWH" --db "$database" --format json ingest --follow "$@" >summary 2>follow.err &
  follower=$!
}

# Ends the follower as a user does, and expects that this is no failure.
stop_following() {
  # From when it holds the lock on, it takes a signal for the end.
  wait_until grep -sqx "$follower" "$follower_lock"
  kill -TERM "$follower"
  code=0
  wait "$follower" || code=$?
  [ "$code" -eq 0 ] || { cat follow.err >&2; fail "the follower ended with $code"; }
}

# serve DATABASE OPTION…: receives on free ports in the background; $server is the process, ./ready says where.
serve() {
  database=$1
  shift
  rm -f ready
  "$TRACEWH" --db "$database" serve --otlp-grpc 0 --otlp-http 0 --zipkin 0 --jaeger 0 --jaeger-udp 0 --ui 0 --ready-file "$work/ready" \
    "$@" 2>serve.err &
  server=$!
  wait_until test -s ready -o ! -d "/proc/$server"
  [ -s ready ] || { cat serve.err >&2; fail "the server does not start"; }
}

# The address of the receiver $1, such as http://127.0.0.1:4318.
url_of() { awk -v name="$1" '$1 == name { print $2 }' ready; }

# Ends the server as a supervisor does, and expects that this is no failure.
stop_serving() {
  kill -TERM "$server"
  code=0
  wait "$server" || code=$?
  [ "$code" -eq 0 ] || { cat serve.err >&2; fail "the server ended with $code"; }
}

# send PATH MEDIA-TYPE FILE [CURL-OPTION…]: posts a file to the server and prints the status.
send() {
  path=$1
  media_type=$2
  file=$3
  shift 3
  curl -s -o answer -w '%{http_code}' --max-time 20 -H "Content-Type: $media_type" --data-binary "@$file" "$@" \
    "$(url_of otlp-http)$path"
}
