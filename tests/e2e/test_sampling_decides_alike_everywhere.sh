#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 12000 --seed 91 >all.jsonl
"$GENERATE" --spans 12000 --seed 91 --format otlp-proto >all.bin
ingest whole.db all.jsonl
traces() { query "$1" 'SELECT hex(trace_id), span_count FROM trace ORDER BY 1'; }
dropped() { query "$1" 'SELECT hex(trace_id), spans, errors FROM dropped_trace ORDER BY 1'; }
# shellcheck disable=SC2086  # the rule is a list of words
sample() { "$TRACEWH" --db "$1" --format json ingest --sample 0.25 --quiet $3 "$2" >out; }
total='SELECT count(*), sum(span_count), sum(error_count) FROM trace'
with_dropped='SELECT (SELECT count(*) FROM trace) + count(*), (SELECT sum(span_count) FROM trace) + sum(spans),
  (SELECT sum(error_count) FROM trace) + sum(errors) FROM dropped_trace'

# Whole traces are kept or dropped, and the dropped ones are counted.
sample sampled.db all.jsonl ''
kept=$(query sampled.db 'SELECT count(*) FROM trace')
of=$(query whole.db 'SELECT count(*) FROM trace')
if [ "$kept" -le $((of / 8)) ] || [ "$kept" -ge $((of / 2)) ]; then fail "$kept of $of traces are no quarter"; fi
expect "kept and dropped" "$(query whole.db 'SELECT count(*), sum(span_count) FROM trace')" \
  "$(query sampled.db "SELECT (SELECT count(*) FROM trace) + count(*), (SELECT sum(span_count) FROM trace) + sum(spans) FROM dropped_trace")"
expect "dropped traces of the summary" "$(query sampled.db 'SELECT count(*) FROM dropped_trace')" "$(json_value traces_dropped)"
expect "torn traces" 0 "$(query sampled.db "ATTACH 'whole.db' AS whole;
  SELECT count(*) FROM trace AS t JOIN whole.trace AS w USING (trace_id) WHERE t.span_count <> w.span_count")"

# The other half of the lines, another process, another format: the same decisions.
awk 'NR % 2' all.jsonl >odd.jsonl
awk 'NR % 2 == 0' all.jsonl >even.jsonl
sample halves.db odd.jsonl ''
sample halves.db even.jsonl ''
expect "traces of two ingests" "$(traces sampled.db)" "$(traces halves.db)"
expect "dropped by two ingests" "$(dropped sampled.db)" "$(dropped halves.db)"
sample binary.db all.bin ''
expect "traces of protobuf" "$(traces sampled.db)" "$(traces binary.db)"

# Traces that failed or were slow are kept whole, whatever the ratio says.
rule="--keep-errors --keep-slow 10s"
sample ruled.db all.jsonl "$rule"
expect "kept and dropped by the rule" "$(query whole.db "$total")" "$(query ruled.db "$with_dropped")"
wanted="SELECT hex(trace_id), span_count FROM trace WHERE error_count > 0 OR duration_ns >= 10000000000
  OR trace_id IN (SELECT trace_id FROM sampled.trace) ORDER BY 1"
expect "traces of the rule" "$(query whole.db "ATTACH 'sampled.db' AS sampled; $wanted")" "$(traces ruled.db)"
expect "undecided" 0 "$(query ruled.db 'SELECT count(*) FROM undecided_trace')"
expect "payloads without a span" 0 "$(query ruled.db 'SELECT count(*) FROM span_payload WHERE id NOT IN (SELECT payload FROM span WHERE payload IS NOT NULL)')"
intact ruled.db

# Killed on the way, and begun again: the same decisions.
full=$(stat -c %s ruled.db)
for share in 5 30 60; do
  rm -f killed.db*
  # shellcheck disable=SC2086
  "$TRACEWH" --db killed.db --quiet ingest --sample 0.25 $rule all.jsonl >/dev/null 2>&1 &
  child=$!
  wait_for_size "$child" killed.db-wal $((full * share / 100))
  kill -KILL "$child" 2>/dev/null || :
  wait "$child" 2>/dev/null || :
  sample killed.db all.jsonl "$rule"
  expect "traces after a kill" "$(traces ruled.db)" "$(traces killed.db)"
  expect "dropped after a kill" "$(dropped ruled.db)" "$(dropped killed.db)"
  intact killed.db
done
