#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/e2e/clients/clients.sh
. "$here/clients/clients.sh"

cat >whole-tree <<'TEXT'
service	name	kind	status	parent
orchestrator	dispatch task	client	unset	orchestrate
orchestrator	orchestrate	internal	unset	0
worker	call tool	internal	error	perform task
worker	perform task	server	unset	dispatch task
TEXT
# Jaeger's exporter does not send the kind "internal".
sed 's/internal/unspecified/' whole-tree >whole-tree-of-jaeger

# one_trace NAME EXPORTER RECEIVER PROPAGATOR: the spans of both processes become one whole trace.
one_trace() {
  serve "$1.db"
  perform_task "$2" "$(url_of "$3")" "$4" "$4"
  wait_until has_spans "$1.db" 4
  stop_serving
  tree_of "$1.db" >tree
  expected=whole-tree
  [ "${3%-udp}" != jaeger ] || expected=whole-tree-of-jaeger
  diff "$expected" tree >difference || { cat difference >&2; fail "$1: another tree"; }
  expect "$1: the traces" "orchestrate	4	0" "$(traces_of "$1.db")"
  intact "$1.db"
}

one_trace otlp-json otlp-json otlp-http w3c
one_trace otlp-protobuf otlp-protobuf otlp-http w3c
one_trace otlp-grpc otlp-grpc otlp-grpc w3c
one_trace zipkin zipkin zipkin w3c
one_trace jaeger-http jaeger-http jaeger w3c
one_trace jaeger-udp jaeger-udp jaeger-udp w3c
one_trace b3 otlp-protobuf otlp-http b3
one_trace b3-multi zipkin zipkin b3-multi
