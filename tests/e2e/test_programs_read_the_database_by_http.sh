#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# ui DATABASE OPTION…: serves a finished file in the background; $server is the process, ./ready says where.
ui() {
  database=$1
  shift
  rm -f ready
  "$TRACEWH" --db "$database" ui --listen 127.0.0.1:0 --ready-file "$work/ready" "$@" 2>serve.err &
  server=$!
  wait_until test -s ready -o ! -d "/proc/$server"
  [ -s ready ] || { cat serve.err >&2; fail "the server does not start"; }
}
# get NAME PATH [CURL-OPTION…]: prints the status; the answer is in ./out, its head in ./head.
get() {
  url=$(url_of "$1")$2
  shift 2
  curl -s -D head -o out -w '%{http_code}' --max-time 20 "$@" "$url"
}
# reads NAME: the listener answers Jaeger's, Zipkin's and its own questions.
reads() {
  expect "a search" 200 "$(get "$1" '/api/traces?service=agent-coordinator&limit=1')"
  spans=$(grep -c '"spanID":.*"operationName":' out)
  [ "$spans" -ge 2 ] || fail "the newest trace has $spans spans"
  grep -qi '^X-Content-Type-Options: nosniff' head || fail "nosniff is missing"
  grep -qi '^Access-Control' head && fail "other origins may read"
  expect "Zipkin's services" 200 "$(get "$1" /api/v2/services)"
  expect "the list" 200 "$(get "$1" /)"
  expect "the description" 200 "$(get "$1" /api/tracewh/openapi.json)"
  expect "its health" 200 "$(get "$1" /health)"
  expect "the health" '{"status":"ok"}' "$(cat out)"
  expect "its metrics" 200 "$(get "$1" /metrics)"
  grep -q '^tracewh_' out || fail "there are no metrics: $(cat out)"
  expect "the head alone" 200 "$(get "$1" /api/services --head)"
  expect "another method" 405 "$(get "$1" /api/services -X POST)"
  expect "another host" 421 "$(get "$1" /api/services -H 'Host: evil.example')"
  expect "another origin" 403 "$(get "$1" /api/services -H 'Origin: http://evil.example')"
  expect "a query" 200 "$(get "$1" /api/tracewh/query/failed)"
}

# Two processes of one run send to one server, and the same port is read.
serve live.db
for line in "$FIXTURES"/otlp-json/failures.jsonl; do
  expect "sending" 200 "$(send /v1/traces application/json "$line")"
done
reads ui
expect "spans to Zipkin" 202 "$(curl -s -o answer -w '%{http_code}' -H 'Content-Type: application/json' -d '[]' "$(url_of zipkin)/api/v2/spans")"
expect "Zipkin's names at the same path" 200 "$(get zipkin '/api/v2/spans?serviceName=agent-worker')"
stop_serving

ingest done.db "$FIXTURES"
before=$(sha256sum done.db)
ui done.db
reads listen
expect "traces to come" 204 "$(get listen /api/stream)"
expect "spans" 404 "$(curl -s -o answer -w '%{http_code}' -H 'Content-Type: application/json' -d '{}' "$(url_of listen)/v1/traces")"
expect "a pattern" 200 "$(get listen /api/traces -G --data-urlencode service=agent-coordinator \
  --data-urlencode 'operation=multiagent.task.*' --data-urlencode minDuration=10s --data-urlencode 'tag=multiagent.task.priority>4')"
wanted=$("$TRACEWH" --db done.db --format tsv --columns trace_id query slow --min 10s --scope span | tail -n +2 | sort -u)
expect "slow traces" "$(printf '%s\n' "$wanted" | wc -l)" "$(grep -c '"spans":\[' out)"
expect "a trace by its ID" 200 "$(get listen "/api/traces/$(printf '%s\n' "$wanted" | head -n 1)")"
mv done.db elsewhere.db
expect "health without the database" 503 "$(get listen /health)"
grep -q '"reason":"' out || fail "no reason is told: $(cat out)"
mv elsewhere.db done.db
stop_serving
expect "the database" "$before" "$(sha256sum done.db)"

expect_exit 1 "$TRACEWH" --db nothing.db ui --listen 127.0.0.1:0
expect_exit 3 "$TRACEWH" --db done.db ui --listen 0.0.0.0:0
printf 'secret\n' >token
chmod 600 token
ui done.db --token-file token
expect "without the token" 401 "$(get listen /api/services)"
expect "with the token" 200 "$(get listen /api/services -H 'Authorization: Bearer secret')"
stop_serving
