#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 8000 --seed 4 >all.jsonl
ingest whole.db all.jsonl
size=$(stat -c %s all.jsonl)

# The first cut leaves half a line behind, as an exporter does that is still writing.
head -c $((size / 3)) all.jsonl >growing.jsonl
expect_exit 0 "$TRACEWH" --db growing.db --format json ingest growing.jsonl
first=$(json_value spans_inserted)
head -c $((size / 2)) all.jsonl >growing.jsonl
ingest growing.db growing.jsonl
cp all.jsonl growing.jsonl
expect_exit 0 "$TRACEWH" --db growing.db --format json ingest growing.jsonl
[ "$(json_value spans_read)" -lt 6000 ] || fail "the beginning was decoded again: $(cat out)"
[ "$first" -gt 0 ] || fail "nothing was kept of the first part"
expect "digest" "$(digest whole.db)" "$(digest growing.db)"
intact growing.db
