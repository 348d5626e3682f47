#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 10 >spans.jsonl
ingest whole.db spans.jsonl

# A pipe that stays open keeps the ingest at work until the signal is there; it is looked at between batches,
# so there has to be another one.
mkfifo pipe
"$TRACEWH" --db interrupted.db --quiet ingest - <pipe >out 2>err &
child=$!
exec 9>pipe
cat spans.jsonl >&9
wait_for_size "$child" interrupted.db 1
kill -INT "$child"
cat spans.jsonl >&9 2>/dev/null || :
code=0
wait "$child" || code=$?
exec 9>&-
expect "exit code" 130 "$code"
intact interrupted.db

ingest interrupted.db spans.jsonl
expect "digest" "$(digest whole.db)" "$(digest interrupted.db)"
