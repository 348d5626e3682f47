#!/bin/sh
# How fast does `tracewh serve` store what exporters send, on the same two cores as they? Compared with an ingest
# of the same bytes as a file. OVERLOAD=1: and what when they send more than it lets wait?
. "$(dirname "$0")/common.sh"
spans=${SPANS:-500000}
# Enough that some batches wait while others are committed.
connections=16
# What the server lets wait, kQueueLimits, in bytes.
queue_bytes=67108864
server=
trap '[ -z "$server" ] || pkill -P "$server" || :; wait; rm -rf "$runs"' EXIT

# start_server: receives in the background; $server is the process that measures it.
start_server() {
  rm -f "$work"/live.db* "$runs/ready"
  "$tools/tracewh_measure" "$runs/report" "$tracewh" --db "$work/live.db" serve --otlp-grpc 0 --otlp-http 0 --ui off \
    --zipkin off --jaeger off --jaeger-udp off --ready-file "$runs/ready" 2>"$runs/errors" &
  server=$!
  until [ -s "$runs/ready" ]; do
    [ -d "/proc/$server" ] || { cat "$runs/errors" >&2; fail "the server does not start"; }
    sleep 0.01
  done
}

# Ends the server, and notes its memory for $1.
stop_server() {
  pkill -TERM -P "$server"
  wait "$server" || { cat "$runs/errors" >&2; fail "the server failed"; }
  server=
  cat "$runs/report" >>"$runs/server $1.figures"
}

# send PROTOCOL SPANS CONNECTIONS FILE: has all spans of the file acknowledged; checks that they are stored.
send() {
  start_server
  receiver=otlp-http
  [ "$1" != otlp-grpc ] || receiver=otlp-grpc
  port=$(sed -n "s/^$receiver .*:\([0-9]*\)$/\1/p" "$runs/ready")
  "$tools/tracewh_live_load" "$1" "$port" "$3" "$4" >>"$runs/load $1.figures" || fail "not all was acknowledged"
  stop_server "$1"
  stored=$(sqlite3 -readonly "$work/live.db" "SELECT count(*) FROM span")
  [ "$stored" -eq "$2" ] || fail "$1: $2 spans were acknowledged, $stored are stored"
}

# The median of the field $2 of what was noted of the load by the protocol $1.
load_figure() { cut -d ' ' -f "$2" "$runs/load $1.figures" | median; }

compare() {
  rm -f "$work"/ingest.db*
  run "ingest $1" "$tracewh" --db "$work/ingest.db" --quiet ingest "$2"
  send "$1" "$spans" "$connections" "$2"
}

compare_all() {
  compare otlp-grpc "$stream"
  compare otlp-protobuf "$stream"
  compare otlp-json "$json"
}

# report PROTOCOL SPANS TARGET
report() {
  row "$1: acknowledged" "$(rate "load $1" "$2")" spans/s "$3"
  row "$1: request, median" "$(load_figure "$1" 2)" ms
  row "$1: request, 99th percentile" "$(load_figure "$1" 3)" ms
  row "$1: sent again" "$(load_figure "$1" 4)" requests
  row "$1: peak memory of the server" "$(mebibytes "server $1")" MiB
}

json=$(json_lines "$spans")
stream=$(generated "spans-$spans.pb" --spans "$spans" --format otlp-proto-stream)
cat "$json" "$stream" >/dev/null
each_round compare_all

title "live: $spans spans, 512 a request, $connections connections"
for protocol in otlp-grpc otlp-protobuf otlp-json; do
  report "$protocol" "$spans" ">= 100000"
  row "$protocol: live / file" "$(ratio "$(milliseconds "ingest $protocol")" "$(milliseconds "load $protocol")")" ratio
done
[ -n "${OVERLOAD:-}" ] || exit 0

# Large spans, so that a few connections send more than is let wait.
large_spans=$((spans / 5))
large=$(generated "spans-$large_spans-large.pb" --spans "$large_spans" --format otlp-proto-stream \
  --payload-bytes 8192-32768)
large_requests=$(((large_spans + 511) / 512))
overload_connections=$((4 * queue_bytes * large_requests / $(bytes_of "$large") + 1))
rm "$runs"/*.figures

overload_all() {
  for protocol in otlp-grpc otlp-protobuf; do send "$protocol" "$large_spans" "$overload_connections" "$large"; done
}

each_round overload_all
title "live, overload: $large_spans spans of $(bytes_of "$large") bytes, $overload_connections connections"
for protocol in otlp-grpc otlp-protobuf; do report "$protocol" "$large_spans" ""; done
