#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 14000 --seed 3 >spans.jsonl
ingest t.db spans.jsonl
join="FROM spans AS child JOIN spans AS parent
  ON parent.trace_id = child.trace_id AND parent.span_id = child.parent_span_id"

# No plan goes through all spans for each span.
query t.db "EXPLAIN QUERY PLAN SELECT count(*) $join" >plan
expect "scans" 1 "$(grep -c SCAN plan)"
grep -q "AUTOMATIC .*INDEX (trace_hex=?)" plan || fail "the join is planned otherwise: $(cat plan)"

expected=$(query t.db "SELECT count(*) FROM span AS c JOIN span AS p ON p.trace = c.trace AND p.span_id = c.parent_span_id")
expect "children in a plain shell" "$expected" "$(query t.db "SELECT count(*) $join")"
expect "children" "count(*)
$expected" "$("$TRACEWH" --db t.db --format csv sql "SELECT count(*) $join")"
expect "children of tasks" "$(query t.db "SELECT count(*) FROM span AS c JOIN span AS p ON p.trace = c.trace AND p.span_id = c.parent_span_id
  WHERE p.role = 1 AND c.role = 2")" \
  "$(query t.db "SELECT count(*) FROM tasks JOIN workers ON workers.trace_id = tasks.trace_id AND workers.parent_span_id = tasks.span_id")"

# All in one trace, and by span IDs alone: SQLite indexes what is materialized.
sed 's/"traceId":"[0-9a-f]*"/"traceId":"0af7651916cd43dd8448eb211c80319c"/g' spans.jsonl >one.jsonl
ingest one.db one.jsonl
expected=$(query one.db "SELECT count(*) FROM span AS c JOIN span AS p ON p.trace = c.trace AND p.span_id = c.parent_span_id")
parents="WITH parent AS MATERIALIZED (SELECT trace_id, span_id, name FROM spans)"
for condition in "parent.trace_id = child.trace_id AND parent.span_id = child.parent_span_id" \
  "parent.span_id = child.parent_span_id"; do
  counted="$parents SELECT count(parent.name) FROM spans AS child JOIN parent ON $condition"
  query one.db "EXPLAIN QUERY PLAN $counted" >plan
  grep -q "SEARCH parent USING AUTOMATIC COVERING INDEX (.*span_id=?" plan || fail "$condition is planned otherwise: $(cat plan)"
  expect "children of materialized parents by $condition" "$expected" "$(query one.db "$counted")"
done
