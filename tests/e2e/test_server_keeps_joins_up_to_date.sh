#!/bin/sh
# A server that joins stores the joins of what arrived, soon and at its end, as `join` finds them.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

joins() { query "$1" "SELECT * FROM joins ORDER BY trace_id, span_id"; }
has_joins() { [ "$(query live.db 'SELECT count(*) FROM trace_join')" -gt 0 ]; }
post() { expect "sending $1" 200 "$(send /v1/traces application/json "$1")"; }

# Two pairs of traces, the second with IDs of its own.
split -l 1 "$FIXTURES/otlp-json/split-trace.jsonl" early.
sed -E 's/task-d301/task-d302/g; s/("(trace|span|parentSpan)Id":")../\1ee/g' "$FIXTURES/otlp-json/split-trace.jsonl" >late
split -l 1 late late.

serve live.db --join
for line in early.*; do post "$line"; done
wait_until has_joins

# What comes right before the end is joined, too.
for line in late.*; do post "$line"; done
stop_serving
joins live.db >kept
expect "joins" 2 "$(wc -l <kept)"
"$TRACEWH" --db live.db --quiet join
joins live.db >found
cmp kept found || fail "the server kept other joins"

# Without the option, none is stored.
serve plain.db
for line in early.*; do post "$line"; done
stop_serving
expect "joins" 0 "$(query plain.db 'SELECT count(*) FROM trace_join')"
