#!/bin/sh
# How do DuckDB and ClickHouse compare, each in its best known way, on the same file and the same two cores?
. "$(dirname "$0")/common.sh"
spans=${SPANS:-500000}
input=$(json_lines "$spans")
trace=$(early_trace "$input")
rounds=${ROUNDS:-3}

# Node finds packages beside the scripts, and node_modules stays out of the sources.
peers=$work/peers
mkdir -p "$peers"
cp "$bench"/peers/* "$bench/peers/.npmrc" "$peers"
(cd "$peers" && npm ci --silent) >&2

compare_ingests() {
  rm -rf "$work"/floor.db* "$work"/ingest.db* "$work"/peer.duckdb* "$work/peer.chdb"
  run floor "$tools/tracewh_floor" "$input" "$work/floor.db"
  run tracewh "$tracewh" --db "$work/ingest.db" --quiet ingest "$input"
  run duckdb node "$peers/duckdb_load.mjs" "$input" "$work/peer.duckdb"
  expect_all_spans
  run chdb node "$peers/chdb_load.mjs" "$input" "$work/peer.chdb"
  expect_all_spans
}

expect_all_spans() { [ "$(cat "$runs/output")" -eq "$spans" ] || fail "a peer did not load $spans spans"; }

report_ingest() {
  row "$2: rate" "$(rate "$1" "$spans")" spans/s
  row "$2: peak memory" "$(mebibytes "$1")" MiB
  row "$2: database" "$(ratio "$(bytes_of "$work/$3")" "$(bytes_of "$input")")" "of JSON"
}

# compare_answers QUESTION ARGUMENT…: the question is DuckDB's, the arguments are tracewh's.
compare_answers() {
  asked=$1
  shift
  each_round ask_both "$@"
  row "$asked: tracewh, process" "$(milliseconds "tracewh $asked")" ms
  row "$asked: DuckDB, process" "$(milliseconds "duckdb $asked")" ms
  row "$asked: DuckDB, query alone" "$(awk -F '\t' -v name="$asked" '$1 == name { print $2 }' "$runs/inside")" ms
}

ask_both() {
  run "tracewh $asked" "$tracewh" --db "$work/ingest.db" --format jsonl "$@"
  answered=$(wc -l <"$runs/output")
  run "duckdb $asked" node "$peers/duckdb_ask.mjs" "$work/peer.duckdb" "$trace" "$asked"
  [ "$(wc -l <"$runs/output")" -eq "$answered" ] || fail "'$asked' has other answers from DuckDB"
}

cat "$input" >/dev/null
each_round compare_ingests
title "peers: ingest of $spans spans, JSON"
report_ingest floor floor floor.db
report_ingest tracewh tracewh ingest.db
report_ingest duckdb DuckDB peer.duckdb
report_ingest chdb ClickHouse peer.chdb
for comparison in "floor 0.75" "duckdb 8" "chdb 3"; do
  peer=${comparison% *}
  row "tracewh / $peer" "$(ratio "$(milliseconds "$peer")" "$(milliseconds tracewh)")" ratio ">= ${comparison#* }"
done

title "peers: the same questions to tracewh and DuckDB"
node "$peers/duckdb_ask.mjs" "$work/peer.duckdb" "$trace" --time "$rounds" >"$runs/inside"
compare_answers slow query slow --min 10s
compare_answers failed query failed
compare_answers worker query worker --id worker-7
compare_answers operations query operations
compare_answers "trace by ID" trace "$trace"
compare_answers "trace by prefix" trace "$(printf %.10s "$trace")"
"$tracewh" query spans --help | grep -q -e --attr || exit 0
compare_answers "attribute of many" query spans --attr llm.model=gpt-4
compare_answers "attribute of one" query spans --attr multiagent.message.id=msg-00000001
