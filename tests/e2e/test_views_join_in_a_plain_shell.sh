#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 14000 --seed 3 >spans.jsonl
ingest t.db spans.jsonl
join="FROM spans AS child JOIN spans AS parent
  ON parent.trace_id = child.trace_id AND parent.span_id = child.parent_span_id"

# What is joined is indexed for it, and no plan goes through all spans for each span.
query t.db "EXPLAIN QUERY PLAN SELECT count(*) $join" >plan
grep -q "SEARCH .* USING AUTOMATIC COVERING INDEX (trace_id=? AND .*span_id=?)" plan ||
  fail "the join is planned otherwise: $(cat plan)"

# Conditions still reach the indexes of the tables.
query t.db "EXPLAIN QUERY PLAN SELECT name FROM spans WHERE role_code = 1 AND duration_ns > 10000000000" >plan
grep -q "USING INDEX task_by_duration" plan || fail "a condition is planned otherwise: $(cat plan)"

expected=$(query t.db "SELECT count(*) FROM span AS c JOIN span AS p ON p.trace = c.trace AND p.span_id = c.parent_span_id")
expect "children in a plain shell" "$expected" "$(query t.db "SELECT count(*) $join")"
expect "children" "count(*)
$expected" "$("$TRACEWH" --db t.db --format csv sql "SELECT count(*) $join")"
expect "children of tasks" "$(query t.db "SELECT count(*) FROM span AS c JOIN span AS p ON p.trace = c.trace AND p.span_id = c.parent_span_id
  WHERE p.role = 1 AND c.role = 2")" \
  "$(query t.db "SELECT count(*) FROM tasks JOIN workers ON workers.trace_id = tasks.trace_id AND workers.parent_span_id = tasks.span_id")"

# All in one trace, and by span IDs alone.
sed 's/"traceId":"[0-9a-f]*"/"traceId":"0af7651916cd43dd8448eb211c80319c"/g' spans.jsonl >one.jsonl
ingest one.db one.jsonl
expected=$(query one.db "SELECT count(*) FROM span AS c JOIN span AS p ON p.trace = c.trace AND p.span_id = c.parent_span_id")
for condition in "parent.trace_id = child.trace_id AND parent.span_id = child.parent_span_id" \
  "parent.span_id = child.parent_span_id"; do
  counted="SELECT count(parent.name) FROM spans AS child JOIN spans AS parent ON $condition"
  query one.db "EXPLAIN QUERY PLAN $counted" >plan
  grep -q "USING AUTOMATIC COVERING INDEX (.*span_id=?" plan || fail "$condition is planned otherwise: $(cat plan)"
  expect "children by $condition" "$expected" "$(query one.db "$counted")"
done
