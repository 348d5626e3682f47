#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 1 >spans.jsonl
ingest whole.db spans.jsonl
mkfifo rows
"$TRACEWH" --db whole.db sql 'SELECT s.* FROM spans AS s, (SELECT 1 UNION ALL SELECT 2)' --format csv >rows 2>err &
reader=$!
exec 9<rows
# The first rows are there, so the statement is running and waits until somebody reads on.
head -c 1000 <&9 >/dev/null
: >whole.db
cat <&9 >/dev/null
exec 9<&-
code=0
wait "$reader" || code=$?
expect "exit status" 1 "$code"
grep -q 'damaged' err || fail "the damage is not told: $(cat err)"
