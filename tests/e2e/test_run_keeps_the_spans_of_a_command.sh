#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# A program that sends one failed task in the context that it is given, and ends with $1.
cat >child <<'C'
#!/bin/sh
trace=$(echo "$TRACEPARENT" | cut -d - -f 2)
parent=$(echo "$TRACEPARENT" | cut -d - -f 3)
cat >body <<B
{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"$trace","spanId":"00000000000000aa","parentSpanId":"$parent",
  "name":"work","startTimeUnixNano":"$(date +%s)000000000","endTimeUnixNano":"$(date +%s)000000000","status":{"code":2},
  "attributes":[{"key":"span.kind","value":{"stringValue":"multiagent"}}]}]}]}]}
B
curl -s -f -o answer -H 'Content-Type: application/json' --data-binary @body "$OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces"
env >environment
echo "the command's own output"
exit "$1"
C
chmod +x child
variable() { sed -n "s/^$1=//p" environment; }

expect_exit 7 "$TRACEWH" --db run.db run --run nightly --label sha=abc --report traces.json --report results.xml -- ./child 7
expect "standard output" "the command's own output" "$(cat out)"
grep -q "child .* tracewh run .* error " err || fail "the trace is not shown: $(cat err)"
expect "run" 'nightly|{"sha":"abc"}|1' \
  "$(query run.db "SELECT name, labels, (SELECT count(*) FROM trace_run WHERE run = run.id) FROM run")"
expect "tree" "child work" "$(query run.db "SELECT group_concat(name, ' ') FROM (SELECT name FROM spans ORDER BY parent_span_id NULLS FIRST)")"
expect "orphans" 0 "$(query run.db 'SELECT sum(orphan_count) FROM trace')"
expect "report" 2 "$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('traces.json') AS TEXT), '\$[0].spans')")"
expect "results" 1 "$(grep -c '<testsuites name="nightly" tests="[1-9]' results.xml)"
intact run.db

expect "protocol" http/protobuf "$(variable OTEL_EXPORTER_OTLP_PROTOCOL)"
expect "exporter" otlp "$(variable OTEL_TRACES_EXPORTER)"
expect "attributes" tracewh.run.name=nightly "$(variable OTEL_RESOURCE_ATTRIBUTES)"
expect "database" "$work/run.db" "$(variable TRACEWH_DB)"
expect "path of Zipkin" /api/v2/spans "$(variable OTEL_EXPORTER_ZIPKIN_ENDPOINT | sed 's|http://127.0.0.1:[0-9]*||')"
expect "path of Jaeger" /api/traces "$(variable OTEL_EXPORTER_JAEGER_ENDPOINT | sed 's|http://127.0.0.1:[0-9]*||')"

# Conditions name what they find; the run is that of the condition alone.
expect_exit 2 "$TRACEWH" --db run.db --quiet run --run second --fail-on 'failed --role task' -- ./child 0
expect "rows" 1 "$(grep -c ' work ' err)"
expect_exit 0 "$TRACEWH" --db run.db run --fail-on 'slow --min 1h' --fail-on failed --allow-empty -- true
expect_exit 3 "$TRACEWH" --db run.db run --fail-on 'slow --min soon' -- touch was-run
[ ! -e was-run ] || fail "the command was run in spite of a wrong condition"

# What the report leaves out is told in the words of verbs that have it.
"$GENERATE" --spans 1200 --seed 5 >many.jsonl
cat >many <<'C'
#!/bin/sh
while IFS= read -r line; do
  printf '%s' "$line" >line
  curl -s -f -o answer -H 'Content-Type: application/json' --data-binary @line "$OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces"
done <many.jsonl
C
chmod +x many
expect_exit 0 "$TRACEWH" --db many.db run --run many -- ./many
[ "$(query many.db 'SELECT count(*) FROM trace')" -gt 50 ] || fail "the run has too few traces for this test"
expect "words about the rest" "the run has more traces; tracewh query traces --run 'many' --limit 0 shows all" \
  "$(grep -e more -e limit err)"

OTEL_SDK_DISABLED=true expect_exit 0 "$TRACEWH" --db run.db run -- true
expect "word about the SDK" 1 "$(grep -c "OTEL_SDK_DISABLED is true, so the command may send nothing" err)"

# In a context of others, the command's span hangs from theirs.
TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00 expect_exit 0 "$TRACEWH" --db inner.db run -- ./child 0
expect "spans" "0af7651916cd43dd8448eb211c80319c child work b7ad6b7169203331" \
  "$(query inner.db "SELECT min(trace_id) || ' ' || group_concat(name, ' ') || ' ' || max(parent_span_id) FILTER (WHERE name = 'child')
                     FROM (SELECT * FROM spans ORDER BY name)")"
TRACEPARENT=garbage expect_exit 0 "$TRACEWH" --db other.db run -- ./child 0
expect "orphans" 0 "$(query other.db 'SELECT sum(orphan_count) FROM trace')"

# What is set already: added to, or replaced with a word.
OTEL_RESOURCE_ATTRIBUTES=team=a TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 \
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://elsewhere/v1/traces OTEL_EXPORTER_OTLP_PROTOCOL=grpc \
  expect_exit 0 "$TRACEWH" --db run.db run --run 'a b,c' -- sh -c 'env >environment'
expect "attributes" team=a,tracewh.run.name=a%20b%2Cc "$(variable OTEL_RESOURCE_ATTRIBUTES)"
expect "trace" 0af7651916cd43dd8448eb211c80319c "$(variable TRACEPARENT | cut -d - -f 2)"
[ "$(variable TRACEPARENT | cut -d - -f 3)" != b7ad6b7169203331 ] || fail "the command has no span of its own"
expect "endpoint" "$(variable OTEL_EXPORTER_OTLP_ENDPOINT)" "$(variable OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)"
grep -q "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is http://127.0.0.1:.* not http://elsewhere/v1/traces" err ||
  fail "an endpoint was replaced without a word"
