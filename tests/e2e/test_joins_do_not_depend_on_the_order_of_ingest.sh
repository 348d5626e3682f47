#!/bin/sh
# Joining stores the same joins whatever was ingested first, and again and again, and changes nothing else.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

for order in "" -r; do
  database=ordered$order.db
  # shellcheck disable=SC2046,SC2086  # names without spaces; an option, or nothing
  for path in $(find "$FIXTURES/otlp-json" -type f | sort $order); do
    "$TRACEWH" --db "$database" --quiet ingest --join "$path" >/dev/null || :
  done
  before=$(digest "$database")
  "$TRACEWH" --db "$database" --quiet join --rule all
  "$TRACEWH" --db "$database" --quiet join --rule all
  expect "what else is stored" "$before" "$(digest "$database")"
  query "$database" "SELECT * FROM joins ORDER BY trace_id, span_id" >"joins$order"
  "$TRACEWH" --db "$database" --quiet query critical-path --joined --by operation >"paths$order"
done
[ -s joins ] || fail "there are no joins"
cmp joins joins-r || fail "joins depend on the order of ingest"
cmp paths paths-r || fail "critical paths depend on the order of ingest"

# The joins that are exact are the same whether they are stored or looked for.
"$TRACEWH" --db ordered.db --quiet join
"$TRACEWH" --db ordered.db --quiet --format json tree --joined >stored
sqlite3 ordered.db "DELETE FROM trace_join"
"$TRACEWH" --db ordered.db --quiet --format json tree --joined >found
cmp stored found || fail "stored joins are others than those that are found"
