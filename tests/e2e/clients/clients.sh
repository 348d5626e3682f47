# Sourced after common.sh: an orchestrator and a worker with OpenTelemetry's own exporters.
# shellcheck shell=sh
server=
worker=
trap 'kill $server $worker $(jobs -p) 2>/dev/null || :; wait; rm -rf "$work"' EXIT

# shellcheck source=tests/e2e/packages.sh
. "$here/packages.sh"
need_packages clients

# start_worker EXPORTER URL PROPAGATOR: $worker is the process, ./worker-ready has its address.
start_worker() {
  rm -f worker-ready
  node "$here/clients/worker.cjs" worker-ready "$@" 2>worker.err &
  worker=$!
  wait_until test -s worker-ready -o ! -d "/proc/$worker"
  [ -s worker-ready ] || { cat worker.err >&2; fail "the worker does not start"; }
}

# The worker exports what it has and ends.
stop_worker() {
  kill -TERM "$worker"
  code=0
  wait "$worker" || code=$?
  [ "$code" -eq 0 ] || { cat worker.err >&2; fail "the worker ended with $code"; }
}

# orchestrate EXPORTER URL PROPAGATOR: one task, performed by the worker.
orchestrate() {
  node "$here/clients/orchestrator.cjs" "$(cat worker-ready)" "$@" 2>orchestrator.err ||
    { cat orchestrator.err >&2; fail "the orchestrator ended with $?"; }
}

# One task with the exporter $1 at $2; $3 is the orchestrator's propagator and $4 the worker's.
perform_task() {
  start_worker "$1" "$2" "$4"
  orchestrate "$1" "$2" "$3"
  stop_worker
}

# The spans of the database $1: service, name, kind, status, and the name of the parent.
tree_of() {
  "$TRACEWH" --db "$1" --format tsv sql "
    SELECT s.service, s.name, s.kind, s.status, coalesce(p.name, s.parent_span_id IS NOT NULL) AS parent
    FROM spans AS s LEFT JOIN spans AS p ON p.trace_id = s.trace_id AND p.span_id = s.parent_span_id
    ORDER BY s.service, s.name"
}

# The traces of the database $1: name of the root, spans, and spans whose parent is missing.
traces_of() {
  "$TRACEWH" --db "$1" --format jsonl query traces >traces
  sqlite3 -separator "$(printf '\t')" :memory: "
    SELECT value ->> 'name', value ->> 'spans', value ->> 'orphans'
    FROM json_each('[' || replace(rtrim(CAST(readfile('traces') AS TEXT), char(10)), char(10), ',') || ']')
    ORDER BY 1"
}
