#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 24000 --seed 81 >all.jsonl
ingest whole.db all.jsonl
size=$(stat -c %s all.jsonl)

# A writer appends pieces that know nothing of lines, and the follower is killed after each has begun to arrive.
: >live.jsonl
for round in 1 2 3 4 5 6 7 8; do
  before=$(query live.db 'SELECT count(*) FROM span' 2>/dev/null || echo 0)
  follow live.db live.jsonl
  head -c $((size * round / 8)) all.jsonl | tail -c +$((size * (round - 1) / 8 + 1)) >>live.jsonl
  has_more() { [ "$(query live.db 'SELECT count(*) FROM span' 2>/dev/null || echo 0)" -gt "$before" ]; }
  wait_until has_more
  kill -KILL "$follower"
  wait "$follower" 2>/dev/null || :
  intact live.db
done
follow live.db live.jsonl
wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"
stop_following
expect "digest" "$(digest whole.db)" "$(digest live.db)"
expect "spans read twice" 0 "$(query live.db 'SELECT sum(spans_duplicate) FROM ingest_file')"
intact live.db
