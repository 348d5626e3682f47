#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# Every generation of the file begins with the same 4 KiB and more.
"$GENERATE" --spans 60 --seed 41 >head.jsonl
[ "$(stat -c %s head.jsonl)" -gt 4096 ] || fail "the common head is too small"
for part in 1 2 3; do
  "$GENERATE" --spans $((500 * part)) --seed "5$part" >tail.jsonl
  cat head.jsonl tail.jsonl >"generation$part.jsonl"
  ingest whole.db "generation$part.jsonl"
  expected=$(query whole.db 'SELECT count(*) FROM span')
  if [ "$part" -eq 1 ]; then
    cp generation1.jsonl live.jsonl
    follow live.db live.jsonl
  else
    # copytruncate; the file grows beyond its old size before anybody can look at it.
    cat "generation$part.jsonl" >live.jsonl
  fi
  wait_until has_spans live.db "$expected"
done
# A shorter one, too.
"$GENERATE" --spans 20 --seed 61 >short.jsonl
ingest whole.db short.jsonl
cat short.jsonl >live.jsonl
wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"

# And one that is written anew while nobody follows.
kill -KILL "$follower"
wait "$follower" 2>/dev/null || :
"$GENERATE" --spans 700 --seed 62 >tail.jsonl
cat short.jsonl tail.jsonl | tail -n +2 >new.jsonl
ingest whole.db new.jsonl
cat new.jsonl >live.jsonl
follow live.db live.jsonl
wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"
stop_following
expect "digest" "$(digest whole.db)" "$(digest live.db)"
intact live.db
