#!/bin/sh
# How fast is an ingest, in each form of OTLP, compared with the floor, which reads the same file?
. "$(dirname "$0")/common.sh"
spans=${SPANS:-500000}
json=$(json_lines "$spans")
stream=$(generated "spans-$spans.pb" --spans "$spans" --format otlp-proto-stream)
[ -s "$json.gz" ] || gzip -kf "$json"

compare() {
  rm -f "$work"/floor.db* "$work"/ingest.db*
  run "floor $1" "$tools/tracewh_floor" "$2" "$work/floor.db"
  run "ingest $1" "$tracewh" --db "$work/ingest.db" --quiet ingest "$2"
}

compare_all() {
  compare JSON "$json"
  [ -n "${json_database:-}" ] || json_database=$(bytes_of "$work/ingest.db")
  compare gzip "$json.gz"
  compare protobuf "$stream"
}

# Reading from the page cache, every time.
cat "$json" "$json.gz" "$stream" >/dev/null
each_round compare_all

title "ingest: $spans spans, $(bytes_of "$json") bytes of JSON"
for format in JSON gzip protobuf; do
  row "$format: floor" "$(rate "floor $format" "$spans")" spans/s
  row "$format: tracewh" "$(rate "ingest $format" "$spans")" spans/s
  row "$format: tracewh / floor" \
    "$(ratio "$(milliseconds "floor $format")" "$(milliseconds "ingest $format")")" ratio ">= 0.75"
  row "$format: peak memory" "$(mebibytes "ingest $format")" MiB "<= 400 MB"
done
row "database / JSON" "$(ratio "$json_database" "$(bytes_of "$json")")" ratio "<= 0.30"
