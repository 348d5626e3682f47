#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# Unfinished spans, ends before starts, spans under a microsecond and unknown times are among them.
"$GENERATE" --spans 2000 --seed 11 >generated.jsonl
"$TRACEWH" --db t.db --quiet ingest generated.jsonl "$FIXTURES"/otlp-json "$here"/../golden/input/odd-structure.jsonl \
  "$here"/../golden/input/unknown-times.jsonl >/dev/null || :
spans=$(query t.db "SELECT count(*) FROM span")
before=$(digest t.db)
for format in zipkin jaeger; do
  "$TRACEWH" --db t.db export --all --to $format -o export.$format
  "$TRACEWH" --db t.db --quiet --format json ingest export.$format >out
  expect "spans of $format that are new" 0 "$(json_value spans_inserted)"
  expect "spans of $format that are other versions" "$spans" "$(json_value spans_conflict)"
  expect "digest after $format" "$before" "$(digest t.db)"
done

# A copy that came first makes way.
ingest original.db generated.jsonl
"$TRACEWH" --db original.db export --all --to zipkin -o copy.zipkin
ingest copy.db copy.zipkin
ingest copy.db generated.jsonl
expect "digest after a copy and the original" "$(digest original.db)" "$(digest copy.db)"
