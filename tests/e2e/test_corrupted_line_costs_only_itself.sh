#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 6 >good.jsonl
lines=$(wc -l <good.jsonl)
broken=$((lines / 2))
# Without the line, and with it cut in its middle.
sed "${broken}d" good.jsonl >without.jsonl
awk -v n="$broken" 'NR == n { print substr($0, 1, length($0) / 2) "\001}{"; next } { print }' good.jsonl >broken.jsonl
ingest without.db without.jsonl
ingest broken.db broken.jsonl
lost=$(($(query without.db 'SELECT count(*) FROM span') - $(query broken.db 'SELECT count(*) FROM span')))
[ "$lost" -le 0 ] || fail "$lost spans of the other lines were lost"
[ "$(query broken.db 'SELECT count(*) FROM issues')" -ge 1 ] || fail "no issue was recorded"
begin=$(head -n $((broken - 1)) good.jsonl | wc -c)
end=$(head -n "$broken" broken.jsonl | wc -c)
expect "issues of other lines" 0 \
  "$(query broken.db "SELECT count(*) FROM issues WHERE offset NOT BETWEEN $begin AND $end")"
