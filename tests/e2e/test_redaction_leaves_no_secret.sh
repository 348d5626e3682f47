#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# One secret in every place that has attributes, as text, number, bytes, in arrays and in maps; and what is a secret
# by itself in every place that has text.
attribute() { printf '{"key":"%s","value":%s}' "$1" "$2"; }
text() { printf '{"stringValue":"%s"}' "$1"; }
model_key=sk-PLANTED-0123456789abcdef
github_token=ghp_PLANTED0123456789abcdefghijklmnopq
aws_key=AKIAPLANTED123456789
web_token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJQTEFOVEVEIn0.PLANTED-signature
pem='-----BEGIN RSA PRIVATE KEY-----\\nPLANTED\\n-----END RSA PRIVATE KEY-----'
cat >secrets.json <<EOF
{"resourceSpans":[{
  "resource":{"attributes":[$(attribute service.name "$(text shop)"),$(attribute db.password "$(text PLANTED-resource)"),$(attribute host.note "$(text "$pem")")]},
  "scopeSpans":[{
    "scope":{"name":"s $github_token","version":"$aws_key","attributes":[$(attribute client_secret "$(text PLANTED-scope)")]},
    "spans":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","name":"checkout","traceState":"a=$github_token",
      "startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001000000000",
      "attributes":[
        $(attribute Authorization "$(text PLANTED-span)"),
        $(attribute http.request.header.authorization "{\"arrayValue\":{\"values\":[$(text PLANTED-array)]}}"),
        $(attribute config "{\"kvlistValue\":{\"values\":[$(attribute api_key "$(text PLANTED-map)")]}}"),
        $(attribute session.token '{"intValue":"7700770077"}'),
        $(attribute refresh_token '{"bytesValue":"UExBTlRFRC1ieXRlcw=="}'),
        $(attribute prompt "$(text "use $model_key, not $aws_key")"),$(attribute "$aws_key" "$(text key)"),
        $(attribute list "{\"arrayValue\":{\"values\":[$(text "$web_token")]}}"),
        $(attribute note "$(text "$pem")"),
        $(attribute multiagent.task.id "$(text PLANTED-facet)"),
        $(attribute gen_ai.usage.input_tokens '{"intValue":"42"}')],
      "events":[{"timeUnixNano":"1700000000500000000","name":"exception","attributes":[
        $(attribute exception.message "$(text PLANTED-exception)"),$(attribute cookie "$(text PLANTED-event)")]},
        {"timeUnixNano":"1700000000600000000","name":"sent $github_token","attributes":[$(attribute body "$(text "Bearer $web_token")")]}],
      "links":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b8",
        "attributes":[$(attribute x-api-key "$(text PLANTED-link)"),$(attribute peer "$(text "$aws_key")")]}],
      "status":{"code":2,"message":"PLANTED-status"}}]}]}]}
EOF
planted() { grep -a -c -e PLANTED -e 7700770077 -e UExBTlRF "$1" || :; }
redact() {
  "$TRACEWH" --db "$1" --quiet ingest --redact-secrets --redact 'exception.*' --redact multiagent.task.id \
    --redact otel.status_description "$2"
}
tr -d '\n' <secrets.json >secrets.jsonl
echo >>secrets.jsonl

ingest open.db secrets.json
[ "$(planted open.db)" -gt 0 ] || fail "the search for planted secrets finds none where they are"
redact closed.db secrets.json
expect "planted secrets in the database" 0 "$(planted closed.db)"
expect "span" "checkout|shop|42|1" "$(query closed.db "SELECT name, service, input_tokens, task_id LIKE 'redacted:%' FROM spans")"

# By themselves, where no key tells of them: also in a message and a name.
printf '%s' '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4737","spanId":"00f067aa0ba902b7",
  "name":"POST /'"$model_key"'","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001000000000",
  "status":{"code":2,"message":"refused: '"$web_token"'"}}]}]}]}' >message.json
"$TRACEWH" --db message.db --quiet ingest --redact-secrets message.json
expect "planted secrets in names and messages" 0 "$(planted message.db)"
expect "what is left" "POST /redacted:|refused: redacted:" \
  "$(query message.db "SELECT substr(name, 1, 15), substr(status_message, 1, 18) FROM spans")"

# The same data again, in another file, is the same data.
redact closed.db secrets.jsonl
expect "spans" 1 "$(query closed.db 'SELECT count(*) FROM span')"
expect "conflicts" 0 "$(query closed.db 'SELECT sum(spans_conflict) FROM ingest_file')"

# Equal values stay equal within one database; another has another salt, unless a file gives it.
task() { query "$1" 'SELECT task_id FROM spans'; }
redact other.db secrets.json
[ "$(task closed.db)" != "$(task other.db)" ] || fail "two databases have the same salt"
head -c 32 /dev/urandom >salt
for db in one.db two.db; do
  "$TRACEWH" --db "$db" --quiet ingest --redact multiagent.task.id --redact-salt-file salt secrets.json
done
expect "values under one salt" "$(task one.db)" "$(task two.db)"

# What cannot be read is not quoted either.
sed 's/"spanId":"00f067aa0ba902b7"/"spanId":"PLANTED-id"/' secrets.jsonl >broken.jsonl
sed 's/"status":/"status":PLANTED-garbage/' secrets.jsonl >>broken.jsonl
printf 'PLANTED-noise\n' >>broken.jsonl
code=0
redact broken.db broken.jsonl 2>err || code=$?
expect "status for a file of which nothing can be used" 1 "$code"
expect "planted secrets in issues" 0 "$(planted broken.db)"

# What is received is redacted alike: equal to the same data ingested, in the same database.
serve closed.db --redact-secrets --redact 'exception.*' --redact multiagent.task.id --redact otel.status_description
expect "answer" 200 "$(send /v1/traces application/json secrets.json)"
stop_serving
expect "spans" 1 "$(query closed.db 'SELECT count(*) FROM span')"
expect "conflicts" 0 "$(query closed.db 'SELECT sum(spans_conflict) FROM ingest_file')"
expect "planted secrets in the database" 0 "$(planted closed.db)"
