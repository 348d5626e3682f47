#!/bin/sh
# How long do questions by HTTP take while spans arrive, and how much slower does that make what stores them? The
# server begins with a database of as many spans again.
. "$(dirname "$0")/common.sh"
spans=${SPANS:-1000000}
connections=8
rate=50
server=
reader=
trap '[ -z "$reader" ] || kill "$reader" || :; [ -z "$server" ] || kill "$server" || :; wait; rm -rf "$runs"' EXIT

start_server() {
  rm -f "$work"/reads.db* "$runs/ready"
  cp "$database" "$work/reads.db"
  "$tracewh" --db "$work/reads.db" serve --otlp-grpc off --otlp-http 0 --ui 0 --zipkin off --jaeger off \
    --jaeger-udp off --ready-file "$runs/ready" 2>"$runs/errors" &
  server=$!
  until [ -s "$runs/ready" ]; do
    [ -d "/proc/$server" ] || { cat "$runs/errors" >&2; fail "the server does not start"; }
    sleep 0.01
  done
}

stop_server() {
  kill "$server"
  wait "$server" || { cat "$runs/errors" >&2; fail "the server failed"; }
  server=
}

port_of() { sed -n "s/^$1 .*:\([0-9]*\)$/\1/p" "$runs/ready"; }

# start_reading NAME: asks in the background.
start_reading() {
  "$tools/tracewh_read_load" "$(port_of ui)" "$rate" >>"$runs/$1.figures" &
  reader=$!
}

stop_reading() {
  kill "$reader"
  wait "$reader" || fail "an answer was not whole"
  reader=
}

send() {
  "$tools/tracewh_live_load" otlp-protobuf "$(port_of otlp-http)" "$connections" "$stream" >>"$runs/$1.figures" ||
    fail "not all was acknowledged"
}

compare() {
  start_server
  send "sent alone"
  stop_server
  start_server
  start_reading "read alone"
  sleep 3
  stop_reading
  start_reading "read beside"
  send "sent beside"
  stop_reading
  stop_server
}

field() { cut -d ' ' -f "$2" "$runs/$1.figures" | median; }

report() {
  row "$1: median" "$(field "$1" 1)" ms
  row "$1: 99th percentile" "$(field "$1" 2)" ms "$2"
  row "$1: longest" "$(field "$1" 3)" ms
}

database=$(database_of "$(json_lines "$spans")")
stream=$(SEED=2 generated "arriving-$spans.pb" --spans "$spans" --format otlp-proto-stream)
cat "$stream" >/dev/null
each_round compare

title "reads: $spans spans stored, as many arrive, $rate questions a second"
report "read alone" "< 50"
report "read beside" "< 50"
row "spans acknowledged, nobody asks" "$(rate "sent alone" "$spans")" spans/s
row "spans acknowledged, asked beside" "$(rate "sent beside" "$spans")" spans/s
row "asked beside / nobody asks" "$(ratio "$(milliseconds "sent alone")" "$(milliseconds "sent beside")")" ratio ">= 0.9"
