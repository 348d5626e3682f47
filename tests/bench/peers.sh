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
(cd "$peers" && npm install --loglevel=error) >&2

compare_ingests() {
  rm -rf "$work"/floor.db* "$work"/ingest.db* "$work"/peer.duckdb* "$work/peer.chdb"
  run floor "$tools/tracewh_floor" "$input" "$work/floor.db"
  run tracewh "$tracewh" --db "$work/ingest.db" --quiet ingest "$input"
  run DuckDB node "$peers/duckdb_load.mjs" "$input" "$work/peer.duckdb"
  expect_all_spans
  run ClickHouse node "$peers/chdb_load.mjs" "$input" "$work/peer.chdb"
  expect_all_spans
}

expect_all_spans() { [ "$(cat "$runs/output")" -eq "$spans" ] || fail "a peer did not load $spans spans"; }

# report_ingest NAME DATABASE
report_ingest() {
  row "$1: rate" "$(rate "$1" "$spans")" spans/s
  row "$1: peak memory" "$(mebibytes "$1")" MiB
  row "$1: database / JSON" "$(ratio "$(bytes_of "$work/$2")" "$(bytes_of "$input")")" ratio
}

# compare_answers QUESTION ARGUMENT…: the question is DuckDB's, the arguments are tracewh's.
compare_answers() {
  asked=$1
  shift
  attempt "$asked" ask_both "$@" || return 0
  row "$asked: tracewh, process" "$(milliseconds "tracewh $asked")" ms
  row "$asked: DuckDB, process" "$(milliseconds "DuckDB $asked")" ms
  row "$asked: DuckDB, query alone" "$(awk -F '\t' -v name="$asked" '$1 == name { print $2 }' "$runs/inside")" ms
}

ask_both() {
  run "tracewh $asked" "$tracewh" --db "$work/ingest.db" --format jsonl "$@"
  answer >"$runs/answer"
  run "DuckDB $asked" node "$peers/duckdb_ask.mjs" "$work/peer.duckdb" "$trace" "$asked"
  answer | cmp -s - "$runs/answer" || fail "'$asked' has another answer from DuckDB"
}

# The spans, or else the names of the operations, in what the last program printed.
answer() {
  key=span_id
  [ "$asked" != operations ] || key=name
  grep -o "\"$key\":\"[^\"]*\"" "$runs/output" | sort
}

cat "$input" >/dev/null
each_round compare_ingests
title "peers: ingest of $spans spans, JSON"
report_ingest floor floor.db
report_ingest tracewh ingest.db
report_ingest DuckDB peer.duckdb
report_ingest ClickHouse peer.chdb
for comparison in "floor 0.75" "DuckDB 8" "ClickHouse 3"; do
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
