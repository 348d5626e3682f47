#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 100000 --seed 31 >spans.jsonl
mkdir bodies
split -l 1 -a 4 -d spans.jsonl bodies/
: >acknowledged

# Sends bodies until the server is gone; those that it acknowledged are listed.
send_bodies() {
  for body in bodies/*; do
    [ -e "$body" ] || return 0
    [ "$(send /v1/traces application/json "$body" || :)" = 200 ] || return 0
    echo "$body" >>acknowledged
    rm "$body"
  done
}

for delay in 0.1 0.35 0.2 0.6; do
  serve live.db
  (sleep "$delay"; kill -9 "$server" || :) &
  send_bodies
  wait "$server" 2>/dev/null || :
  intact live.db
done
[ -s acknowledged ] || fail "nothing was acknowledged"
# The first recovers what the killed one left; its end leaves one file.
serve live.db
stop_serving
intact live.db
[ ! -e live.db-wal ] || fail "the write-ahead log is left"

sort -u acknowledged | sed 's|bodies/||' | while read -r number; do
  sed -n "$((${number#"${number%%[!0]*}"} + 1))p" spans.jsonl
done >acknowledged.jsonl
ingest acknowledged.db acknowledged.jsonl
expect "spans that are acknowledged and not there" 0 "$(sqlite3 live.db "ATTACH 'acknowledged.db' AS sent;
  SELECT count(*) FROM (SELECT trace_id, span_id, name, start_ns FROM sent.spans
                        EXCEPT SELECT trace_id, span_id, name, start_ns FROM main.spans)")"
