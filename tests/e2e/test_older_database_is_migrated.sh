#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# fixtures/README.md tells which files the older database holds.
fresh() {
  "$TRACEWH" --db fresh.db --quiet ingest --run nightly-1 --label sha=4f2a9c \
    "$FIXTURES"/otlp-json/failures.jsonl "$FIXTURES"/otlp-json/fan-out.jsonl "$FIXTURES"/otlp-json/incomplete.jsonl \
    "$FIXTURES"/otlp-json/unfinished.jsonl "$FIXTURES"/otlp-json/story.jsonl "$FIXTURES"/otlp-json/gen-ai.jsonl \
    "$FIXTURES"/otlp-json/typed-values.jsonl "$FIXTURES"/otlp-json/priorities.jsonl >/dev/null
}

cp "$FIXTURES"/databases/schema-1.db older.db
chmod u+w older.db
expect_exit 1 "$TRACEWH" --db older.db query slow
grep -q "tracewh --db older.db migrate" err || fail "it is not told what to do: $(cat err)"
expect_exit 0 "$TRACEWH" --db older.db migrate
intact older.db
fresh
expect "content" "$(digest fresh.db)" "$(digest older.db)"
for name in operations services workers runs errors failed slow traces; do
  for choice in "" "--since 2020-01-01"; do
    [ "$name $choice" != "runs --since 2020-01-01" ] || continue
    # shellcheck disable=SC2086  # an option and its value, or nothing
    expect "$name $choice" "$("$TRACEWH" --db fresh.db --format csv query $name $choice)" \
      "$("$TRACEWH" --db older.db --format csv query $name $choice)"
  done
done
expect_exit 0 "$TRACEWH" --db older.db --format json ingest "$FIXTURES"/otlp-json/story.jsonl
expect "spans of a file that it knows" 0 "$(json_value spans_read)"
