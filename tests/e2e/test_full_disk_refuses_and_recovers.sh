#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 6000 --seed 32 >spans.jsonl
mkdir bodies
split -l 1 -a 4 -d spans.jsonl bodies/
ingest whole.db spans.jsonl

# Files can grow to 1 MiB only, until the limit is lifted.
prlimit --version >/dev/null 2>&1 || skip "there is no prlimit"
serve live.db
prlimit --pid "$server" --fsize=1000000:unlimited
refused=
for body in bodies/*; do
  status=$(send /v1/traces application/json "$body")
  case $status in
    200) rm "$body" ;;
    503) refused=$body ;;
    *) fail "a full disk is told by $status" ;;
  esac
done
[ -n "$refused" ] || fail "nothing was refused"
expect "health" 503 "$(curl -s -o answer -w '%{http_code}' "$(url_of otlp-http)/health")"
grep -q '"status":"failing","reason":".*live.db' answer || fail "health does not tell why: $(cat answer)"
prlimit --pid "$server" --fsize=unlimited:unlimited
for body in bodies/*; do
  expect "again, with room" 200 "$(send /v1/traces application/json "$body")"
done
expect "health" 200 "$(curl -s -o answer -w '%{http_code}' "$(url_of otlp-http)/health")"
stop_serving
intact live.db
expect "digest" "$(digest whole.db)" "$(digest live.db)"
