#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

for format in otlp-json otlp-proto otlp-proto-stream; do
  "$GENERATE" --spans 4000 --seed 5 --format "$format" --payload-bytes 10-3000 >"spans.$format"
  ingest "$format.db" "spans.$format"
done
expect "spans" 4000 "$(query otlp-json.db 'SELECT count(*) FROM span')"
expected=$(digest otlp-json.db)
expect "protobuf" "$expected" "$(digest otlp-proto.db)"
expect "length-prefixed protobuf" "$expected" "$(digest otlp-proto-stream.db)"

# Each compressed in one piece, and as two concatenated members.
split -n l/2 spans.otlp-json part.
for tool in gzip zstd; do
  $tool -q -c spans.otlp-json >one.$tool
  { $tool -q -c part.aa; $tool -q -c part.ab; } >two.$tool
  for file in one.$tool two.$tool; do
    ingest "$file.db" "$file"
    expect "$file" "$expected" "$(digest "$file.db")"
  done
done

# The committed protobuf fixtures hold the same spans as their JSON counterparts.
for name in story typed-values; do
  ingest "$name.json.db" "$FIXTURES/otlp-json/$name.jsonl"
  ingest "$name.pb.db" "$FIXTURES/otlp-proto/$name.pb"
  expect "$name.pb" "$(digest "$name.json.db")" "$(digest "$name.pb.db")"
done
