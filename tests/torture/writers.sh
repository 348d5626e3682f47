# Sourced: every verb that writes, as three functions. prepare_VERB makes t.db as it is before; act_VERB COMMAND…
# runs the verb under COMMAND and returns its status; result_VERB prints what a repeat must lead to.
# shellcheck shell=sh disable=SC2034,SC2154  # $writers is used there, $FIXTURES and $work are those of common.sh
writers="ingest compact expand prune migrate index serve run follow"

# What the writers start from: spans/ with two files, bodies/ with the second file's lines, first.db, small.db
# (compacted) and two-ages.db, half of whose spans are years older.
prepare_writers() {
  mkdir spans bodies
  "$GENERATE" --spans 300 --seed "$SEED" >spans/1.jsonl
  "$GENERATE" --spans 1200 --seed "$((SEED + 1))" >spans/2.jsonl
  split -l 1 -a 3 -d spans/2.jsonl bodies/
  ingest first.db spans/1.jsonl
  ingest small.db spans
  "$TRACEWH" --db small.db --quiet compact
  cp first.db two-ages.db
  sed 's/\(UnixNano":"1\)7/\16/g' spans/2.jsonl >older.jsonl
  ingest two-ages.db older.jsonl
  cat >send.sh <<'TEXT'
for body in bodies/*; do
  status=$(curl -s -o answer -w '%{http_code}' --max-time 10 -H 'Content-Type: application/json' \
    --data-binary "@$body" "$1/v1/traces" || :)
  [ "$status" = 000 ] && exit
  [ "$status" != 200 ] || echo "$body" >>acknowledged
done
TEXT
}

prepare_from() { cp "$1" t.db; }

result_of_tables() { digest "${1:-t.db}"; }

result_of_compacted() {
  rm -f expanded.db
  cp t.db expanded.db
  "$TRACEWH" --db expanded.db --quiet expand
  result_of_tables expanded.db
}

prepare_ingest() { :; }
act_ingest() { "$@" "$TRACEWH" --db t.db --quiet ingest spans; }
result_ingest() { result_of_tables; }

prepare_compact() { prepare_from two-ages.db; }
act_compact() { "$@" "$TRACEWH" --db t.db --quiet compact; }
result_compact() { result_of_compacted; }

prepare_expand() { prepare_from small.db; }
act_expand() { "$@" "$TRACEWH" --db t.db --quiet expand; }
result_expand() { result_of_compacted; }

# Between the two ages lies November 2023.
prepare_prune() { prepare_from two-ages.db; }
act_prune() { "$@" "$TRACEWH" --db t.db --quiet prune --keep "$((($(date +%s) - 1700000000) / 3600))h"; }
result_prune() { result_of_tables; }

prepare_migrate() { prepare_from "$FIXTURES/databases/schema-1.db"; }
act_migrate() { "$@" "$TRACEWH" --db t.db --quiet migrate; }
result_migrate() { result_of_tables; }

prepare_index() { prepare_from first.db; }
act_index() { "$@" "$TRACEWH" --db t.db --quiet index add multiagent.task.priority; }
result_index() {
  result_of_tables
  "$TRACEWH" --db t.db --format csv index list
  "$TRACEWH" --db t.db --format csv query spans --attr multiagent.task.priority=8 --limit 0 | sha256sum
}

prepare_follow() { prepare_from first.db; }
act_follow() { "$@" "$TRACEWH" --db t.db --quiet ingest --follow --idle-exit 100ms spans; }
result_follow() { result_of_tables; }

prepare_serve() { prepare_from first.db; }
act_serve() {
  rm -f ready
  "$@" "$TRACEWH" --db t.db --quiet serve --otlp-http 0 --otlp-grpc off --zipkin off --jaeger off --jaeger-udp off --ui off \
    --ready-file "$work/ready" &
  measured=$!
  wait_until test -s ready -o ! -d "/proc/$measured"
  [ ! -s ready ] || sh send.sh "$(url_of otlp-http)"
  # What measures is the parent of what limits the time, which passes the signal on.
  pkill -TERM -P "$measured" || :
  wait "$measured"
}
result_serve() { result_of_tables; }

# shellcheck disable=SC2016  # for the shell that the verb runs
prepare_run() { prepare_from first.db; }
# shellcheck disable=SC2016
act_run() {
  "$@" "$TRACEWH" --db t.db --quiet run --wait 1s --run torture -- sh -c 'sh send.sh "$OTEL_EXPORTER_OTLP_ENDPOINT"'
}
result_run() { result_of_tables; }

# The number of spans that a server acknowledged and t.db does not have.
acknowledged_and_lost() {
  sort -u acknowledged | xargs -r cat | grep -o '"spanId":"[0-9a-f]*"' | cut -d '"' -f 4 | sort -u >sent
  "$TRACEWH" --db t.db --format csv sql 'SELECT span_id FROM spans' 2>err | sort -u >stored
  comm -23 sent stored | wc -l
}
