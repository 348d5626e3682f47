#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 5000 --seed 22 >first.jsonl
"$GENERATE" --spans 5000 --seed 23 >second.jsonl
ingest whole.db first.jsonl
ingest whole.db second.jsonl

is_compacted() { [ "$(head -c 4 "$1" | od -An -tx1)" = " 28 b5 2f fd" ]; }

expect_exit 0 "$TRACEWH" --db traces.db ingest --compact first.jsonl
is_compacted traces.db || fail "it was not compacted at the end"
expect_exit 0 "$TRACEWH" --db traces.db ingest --compact second.jsonl
is_compacted traces.db || fail "it was not compacted again"
expect_exit 0 "$TRACEWH" --db traces.db --format json ingest --compact first.jsonl
expect "spans of a file that it knows" 0 "$(json_value spans_read)"
"$TRACEWH" --db traces.db --quiet migrate
intact traces.db
expect "digest" "$(digest whole.db)" "$(digest traces.db)"
expect_exit 0 "$TRACEWH" --db traces.db compact
expect_exit 0 "$TRACEWH" --db traces.db ingest "$FIXTURES/otlp-json/story.jsonl"
intact traces.db

# An ingest that fails compacts nothing away: what it read is there.
expect_exit 1 "$TRACEWH" --db part.db ingest --compact first.jsonl missing.jsonl
