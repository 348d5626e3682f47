#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

gzip -c "$FIXTURES/otlp-proto/typed-values.pb" >typed-values.pb.gz
serve live.db
while IFS= read -r line; do
  printf '%s' "$line" >line
  expect "OTLP JSON" 200 "$(send /v1/traces application/json line)"
  expect "the answer" '{}' "$(cat answer)"
done <"$FIXTURES/otlp-json/failures.jsonl"
expect "compressed protobuf in chunks" 200 "$(send /v1/traces application/x-protobuf typed-values.pb.gz \
  -H 'Content-Encoding: gzip' -H 'Transfer-Encoding: chunked')"
expect "Zipkin" 202 "$(send /api/v2/spans application/json "$FIXTURES/zipkin/shared-span.json")"
expect "Zipkin, version 1" 202 "$(send /api/v1/spans application/json "$FIXTURES/zipkin/version-1.json")"
stop_serving

mkdir inputs
cp "$FIXTURES/otlp-json/failures.jsonl" "$FIXTURES/otlp-proto/typed-values.pb" "$FIXTURES/zipkin/shared-span.json" \
  "$FIXTURES/zipkin/version-1.json" inputs
ingest files.db inputs
expect "digest" "$(digest files.db)" "$(digest live.db)"
intact live.db
[ ! -e live.db-wal ] || fail "the write-ahead log is left"
