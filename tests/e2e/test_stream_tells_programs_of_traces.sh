#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

subscriber=
# subscribe OUTPUT [CURL-OPTION…]: listens in the background until the head of the answer has come.
subscribe() {
  output=$1
  shift
  curl -sN -D "$output.head" "$@" "$(url_of otlp-http)/api/stream" >"$output" &
  subscriber=$!
  wait_until grep -sq "^Content-Type: text/event-stream" "$output.head"
}
events() { grep -c "^event: $2" "$1" || :; }
has_events() { [ "$(events "$1" trace)" -eq "$2" ]; }

printf 'secret\n' >token
chmod 600 token
serve live.db --token-file token
token="Authorization: Bearer secret"
expect "without the token" 401 "$(curl -s -o answer -w '%{http_code}' "$(url_of otlp-http)/api/stream")"
expect "by another name" 421 \
  "$(curl -s -o answer -w '%{http_code}' -H "$token" -H 'Host: evil.example' "$(url_of otlp-http)/api/stream")"

subscribe first -H "$token"
split -l 1 "$FIXTURES/otlp-json/priorities.jsonl" line.
for line in line.*; do
  expect "sending $line" 200 "$(send /v1/traces application/json "$line" -H "$token")"
done
traces=$(query live.db 'SELECT count(*) FROM trace')
wait_until has_events first "$traces"
kill "$subscriber"

# What was given after the event that is named last comes again.
subscribe again -H "$token" -H "Last-Event-ID: $(sed -n 's/^id: //p' first | head -n 1)"
wait_until has_events again "$((traces - 1))"
expect "missed" 0 "$(events again missed)"
sed -n 's/^data: //p' again | head -n 1 >out
expect "state" complete "$(json_value state)"
subscribe stranger -H "$token" -H "Last-Event-ID: 17"
wait_until grep -q "^event: missed" stranger

stop_serving
wait "$subscriber" || fail "the stream did not end in good order"
