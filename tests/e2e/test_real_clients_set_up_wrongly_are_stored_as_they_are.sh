#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/e2e/clients/clients.sh
. "$here/clients/clients.sh"

two_traces="orchestrate	2	0
perform task	2	0"

# misunderstand NAME ORCHESTRATOR WORKER: both export, but the worker does not see what the orchestrator's
# propagator says.
misunderstand() {
  serve "$1.db"
  perform_task otlp-protobuf "$(url_of otlp-http)" "$2" "$3"
  stop_serving
  expect "$1" "$two_traces" "$(traces_of "$1.db")"
  intact "$1.db"
}

misunderstand not-injected none w3c
misunderstand not-extracted w3c none
misunderstand b3-to-w3c b3 w3c
misunderstand w3c-to-b3 w3c b3

# without_exporter NAME ORCHESTRATOR WORKER COUNTS: one of them keeps its spans to itself.
without_exporter() {
  serve "$1.db"
  start_worker "$3" "$(url_of otlp-http)" w3c
  orchestrate "$2" "$(url_of otlp-http)" w3c
  stop_worker
  stop_serving
  expect "$1" "$4" "$(traces_of "$1.db" | cut -f 2,3)"
  intact "$1.db"
}

# Nothing that was stored names the worker's spans; its own name the orchestrator's. Without a root the trace has the
# name of the span that starts first, and here two may start in the same millisecond.
without_exporter only-the-orchestrator otlp-json none "2	0"
without_exporter only-the-worker none otlp-json "2	1"
