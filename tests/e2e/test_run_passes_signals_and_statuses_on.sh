#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

expect_exit 0 "$TRACEWH" --db run.db run -- true
expect_exit 42 "$TRACEWH" --db run.db run -- sh -c 'exit 42'
expect_exit 137 "$TRACEWH" --db run.db run -- sh -c 'kill -9 $$'
expect_exit 127 "$TRACEWH" --db run.db run -- ./no-such-command
expect_exit 1 "$TRACEWH" --db run.db run --report none/such.json -- touch was-run
expect_exit 3 "$TRACEWH" --db run.db run --fail-on 'slow --run other' -- touch was-run
[ ! -e was-run ] || fail "the command was run although its report or condition cannot be"
touch plain
expect_exit 126 "$TRACEWH" --db run.db run -- ./plain

expect_exit 0 "$TRACEWH" --db run.db run -- sh -c 'ls -l /proc/self/fd >descriptors'
expect "sockets that the command inherits" 0 "$(grep -c socket: descriptors)"

# A shell lets what it runs in the background ignore SIGINT, which the command takes back.
# run_and_signal SIGNAL: signals the program once its command is ready for that.
run_and_signal() {
  rm -f ready caught
  "$TRACEWH" --db run.db --quiet run -- env --default-signal=INT sh -c 'trap "touch caught; exit 5" INT TERM HUP USR1; touch ready; while :; do sleep 0.05; done' &
  program=$!
  wait_until test -e ready
  kill "-$1" "$program"
  code=0
  wait "$program" || code=$?
  expect "exit status after $1" 5 "$code"
  [ -e caught ] || fail "the command did not get $1"
}
run_and_signal TERM
run_and_signal INT
run_and_signal HUP
run_and_signal USR1
intact run.db
[ ! -e run.db-wal ] || fail "the database is not one file"
