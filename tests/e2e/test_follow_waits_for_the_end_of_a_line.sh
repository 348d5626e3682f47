#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 3000 --seed 21 >all.jsonl
ingest whole.db all.jsonl
size=$(stat -c %s all.jsonl)
third=$((size / 3))

# In three parts, cut in the middle of lines. Each part's whole lines must arrive before the next is written.
: >live.jsonl
follow live.db live.jsonl
for part in 0 1 2; do
  end=$((part == 2 ? size : (part + 1) * third))
  head -c $end all.jsonl | tail -c +$((part * third + 1)) >>live.jsonl
  head -n "$(head -c $end all.jsonl | wc -l)" all.jsonl >lines.jsonl
  rm -f lines.db
  ingest lines.db lines.jsonl
  wait_until has_spans live.db "$(query lines.db 'SELECT count(*) FROM span')"
done
# A document without a line break at its end is whole, too.
"$GENERATE" --spans 50 --seed 22 | tail -n 1 | head -c -1 >last.json
ingest whole.db last.json
cat last.json >>live.jsonl
wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"
stop_following

expect "digest" "$(digest whole.db)" "$(digest live.db)"
expect "spans read twice" 0 "$(query live.db 'SELECT sum(spans_duplicate) FROM ingest_file')"
expect "issues" 0 "$(query live.db 'SELECT count(*) FROM ingest_issue')"
expect "offset" "$(stat -c %s live.jsonl)" "$(query live.db 'SELECT max(offset) FROM ingest_file')"
intact live.db
