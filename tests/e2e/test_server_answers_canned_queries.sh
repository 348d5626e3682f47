#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# ask QUERY [CURL-OPTION…]: prints the status; the answer is in ./answer, its head in ./head.
ask() {
  query=$1
  shift
  curl -s -D head -o answer -w '%{http_code}' --max-time 20 "$@" "$(url_of otlp-http)/api/tracewh/query/$query"
}
# same QUERY ARGUMENT…: the server answers as the command line does.
same() {
  expect "status of $1" 200 "$(ask "$1")"
  shift
  "$TRACEWH" --db live.db --format json query "$@" >wanted
  cmp answer wanted || fail "the answer to $* differs"
}

serve live.db --run nightly
split -l 1 "$FIXTURES/otlp-json/failures.jsonl" line.
for line in line.*; do expect "sending $line" 200 "$(send /v1/traces application/json "$line")"; done

same traces traces
same "failed?limit=2" failed --limit 2
same "slow?min=1ms&scope=span&service=*&run=nightly" slow --min 1ms --scope span --service '*' --run nightly
same "failed?strict_status=true" failed --strict-status
same "spans?attr=span.kind%3Dllm" spans --attr span.kind=llm
grep -qi '^Content-Type: application/json' head || fail "the answer is not called JSON"

expect "an unknown query" 404 "$(ask nothing)"
expect "message" '{"code":5,"message":"there is no query '\''nothing'\''"}' "$(cat answer)"
expect "an unknown parameter" 400 "$(ask 'slow?minimum=1s')"
expect "another method" 405 "$(ask traces -X DELETE)"
grep -qi '^Allow: GET, HEAD' head || fail "it is not told what is allowed"
expect "the head alone" 200 "$(ask traces --head)"
stop_serving

printf 'secret\n' >token
chmod 600 token
serve live.db --token-file token
expect "without the token" 401 "$(ask traces)"
expect "with the token" 200 "$(ask traces -H 'Authorization: Bearer secret')"
stop_serving
