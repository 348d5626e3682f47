#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# A pipe that nobody writes to, and one that pauses.
for input in /dev/null "$FIXTURES"/otlp-json/story.jsonl; do
  rm -f pipe
  mkfifo pipe
  "$TRACEWH" --db idle.db --quiet ingest - <pipe >out 2>err &
  child=$!
  exec 9>pipe
  cat "$input" >&9
  wait_until grep -sqx "$child" idle.db.lock
  kill -TERM "$child"
  code=0
  wait "$child" || code=$?
  exec 9>&-
  expect "exit code with $input" 130 "$code"
  intact idle.db
done

# A named pipe that nobody opens for writing.
rm -f pipe
mkfifo pipe
"$TRACEWH" --db idle.db --quiet ingest pipe >out 2>err &
child=$!
wait_until grep -sqx "$child" idle.db.lock
kill -TERM "$child"
code=0
wait "$child" || code=$?
expect "exit code without a writer" 130 "$code"
intact idle.db

# One that is opened later is read to its end.
"$TRACEWH" --db idle.db --quiet ingest pipe >out 2>err &
child=$!
wait_until grep -sqx "$child" idle.db.lock
cat "$FIXTURES"/otlp-json/story.jsonl >pipe
wait "$child" || fail "a named pipe was not read: $(cat err)"
ingest whole.db "$FIXTURES"/otlp-json/story.jsonl
expect "digest" "$(digest whole.db)" "$(digest idle.db)"
