#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# Five builds of main, the third ingested last; a run of another name; and what belongs to no run.
for n in 1 2 3 4 5; do
  "$GENERATE" --spans 300 --seed "$n" | sed "s/\"1768467/\"176846$n/g" >"main-$n.jsonl"
done
"$GENERATE" --spans 300 --seed 6 >other.jsonl
"$GENERATE" --spans 300 --seed 7 >none.jsonl
keep() {
  for n in "$@"; do "$TRACEWH" --db "$database" --quiet ingest --run "main-$n" "main-$n.jsonl"; done
}
rest() {
  "$TRACEWH" --db "$database" --quiet ingest --run other other.jsonl main-1.jsonl
  "$TRACEWH" --db "$database" --quiet ingest none.jsonl
}
totals() {
  query "$1" "SELECT name, traces, spans, errors, start_ns, end_ns FROM run ORDER BY name;
    SELECT service.text, name.text, role, spans, errors, total_ns, max_ns, durations
      FROM operation_total AS t JOIN string AS service ON service.id = t.service JOIN string AS name ON name.id = t.name ORDER BY 1, 2, 3;
    SELECT t.trace_hex, run.name FROM trace_run AS m JOIN trace AS t ON t.id = m.trace JOIN run ON run.id = m.run ORDER BY 1, 2"
}

# What is left is what was never joined by the others; main-1's traces stay in the run that has them, too.
database=expected.db
keep 4 5
rest
database=pruned.db
keep 1 2 4 5 3
rest
cp pruned.db killed.db
cp pruned.db tried.db

expect_exit 0 "$TRACEWH" --db tried.db --format json prune --keep-runs 2 --run 'main-*' --dry-run
removed=$(cat out)
expect "runs" 3 "$(json_value runs)"
expect "digest after a trial" "$(digest pruned.db)" "$(digest tried.db)"
expect_exit 0 "$TRACEWH" --db pruned.db --format json prune --keep-runs 2 --run 'main-*'
expect "what is removed" "$(echo "$removed" | sed 's/,"bytes.*//')" "$(sed 's/,"bytes.*//' out)"
expect "digest" "$(digest expected.db)" "$(digest pruned.db)"
expect "totals" "$(totals expected.db)" "$(totals pruned.db)"
expect "removed traces" "$(json_value traces)" "$(query pruned.db 'SELECT traces FROM dropped_total WHERE reason = 2')"
intact pruned.db
expect_exit 0 "$TRACEWH" --db pruned.db --format json prune --keep-runs 2 --run 'main-*'
expect "runs of a repetition" 0 "$(json_value runs)"

# Killed at any moment, a repetition brings it to the same end.
for after in 0.005 0.01 0.02 0.03 0.05 0.08; do
  "$TRACEWH" --db killed.db --quiet prune --keep-runs 2 --run 'main-*' &
  pruner=$!
  sleep "$after"
  kill -9 "$pruner" 2>/dev/null || :
  wait "$pruner" 2>/dev/null || :
  intact killed.db
done
expect_exit 0 "$TRACEWH" --db killed.db --quiet prune --keep-runs 2 --run 'main-*'
expect "digest after kills" "$(digest expected.db)" "$(digest killed.db)"
expect "totals after kills" "$(totals expected.db)" "$(totals killed.db)"

# Without a pattern, of all runs; a name that fits none removes nothing.
expect_exit 0 "$TRACEWH" --db pruned.db --quiet prune --keep-runs 5 --run 'feature-*'
expect_exit 0 "$TRACEWH" --db pruned.db --quiet prune --keep-runs 1
expect "runs left" main-5 "$(query pruned.db 'SELECT group_concat(name) FROM run')"
expect_exit 3 "$TRACEWH" --db pruned.db prune --keep-runs 0
expect_exit 3 "$TRACEWH" --db pruned.db prune --keep 3d --run main-1
expect_exit 3 "$TRACEWH" --db pruned.db prune --keep-runs 3 --keep-errors
