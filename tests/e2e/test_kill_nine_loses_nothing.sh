#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 60000 --seed 9 >spans.jsonl
ingest whole.db spans.jsonl
expected=$(digest whole.db)
full=$(stat -c %s whole.db)

# Killed when the database and its log have reached a share of their final size, each round another share.
for share in 0 1 5 10 20 35 50 65 80 95; do
  rm -f killed.db*
  "$TRACEWH" --db killed.db --quiet ingest spans.jsonl >/dev/null 2>&1 &
  child=$!
  if [ "$share" -gt 0 ]; then
    tries=0
    while kill -0 "$child" 2>/dev/null; do
      size=$(cat killed.db killed.db-wal 2>/dev/null | wc -c)
      [ "$size" -lt $((full * share / 100)) ] || break
      tries=$((tries + 1))
      [ "$tries" -lt 6000 ] || fail "the ingest does not get ahead"
    done
  fi
  kill -KILL "$child" 2>/dev/null || :
  wait "$child" 2>/dev/null || :
  if [ -s killed.db ]; then intact killed.db; fi
  ingest killed.db spans.jsonl
  expect "digest after a kill at $share percent" "$expected" "$(digest killed.db)"
  intact killed.db
done
