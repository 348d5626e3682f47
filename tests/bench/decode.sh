#!/bin/sh
# How fast is each format decoded, by one thread that stores nothing?
. "$(dirname "$0")/common.sh"
fixtures=$bench/../../fixtures

title "decoding: one thread" bytes
"$tools/tracewh_decode_speed" "$fixtures"/otlp-json/story.jsonl "$fixtures"/otlp-proto/story.pb \
  "$fixtures"/otlp-proto/story.stream.pb "$fixtures"/jaeger/story.json "$fixtures"/jaeger/story.thrift \
  "$fixtures"/zipkin/shared-span.json "$fixtures"/console/go-stdouttrace.jsonl \
  "$fixtures"/console/python-console.txt "$fixtures"/console/trace-lines.log |
  while read -r _ format spans unit bytes bytes_unit; do
    row "$format" "$spans" "${unit%,}" "$bytes $bytes_unit"
  done
