#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# To find one of these texts in the other takes SQLite days, and is one instruction of its virtual machine.
endless="instr(replace(hex(zeroblob(4000000)), '0', 'a'), replace(hex(zeroblob(2000000)), '0', 'a') || 'b')"
"$GENERATE" --spans 200 --seed 5 >spans.jsonl
ingest t.db spans.jsonl

mkdir tmp
export TMPDIR="$PWD/tmp"
for source in "--db t.db" "--in-memory spans.jsonl"; do
  # shellcheck disable=SC2086  # two words
  expect_exit 1 "$TRACEWH" $source --timeout 500ms sql "SELECT $endless"
  expect "message of $source" "tracewh: the query was stopped after 500ms" "$(head -n 1 err)"
done
expect "files left behind" "" "$(ls tmp)"

# In a database from elsewhere it may stand where a canned query looks; what writes refuses that.
view=$(query t.db "SELECT sql FROM sqlite_schema WHERE name = 'traces'" | sed "s/t.trace_hex AS trace_id/$endless AS trace_id/")
sqlite3 t.db "DROP VIEW traces; $view"
expect_exit 1 "$TRACEWH" --db t.db --timeout 500ms query traces
expect "message" "tracewh: the query was stopped after 500ms" "$(head -n 1 err)"
expect_exit 1 "$TRACEWH" --db t.db tail --since 2020-01-01
expect "message of tail" "tracewh: the query was stopped after" "$(head -n 1 err | cut -d ' ' -f 1-6)"
for verb in "ingest spans.jsonl" "serve --otlp-grpc off --zipkin off --jaeger off --jaeger-udp off --otlp-http localhost:0"; do
  # shellcheck disable=SC2086  # words
  expect_exit 1 "$TRACEWH" --db t.db $verb
  expect "message of $verb" "tracewh: t.db holds other tables or views than tracewh makes, under the same names" \
    "$(head -n 1 err)"
done
