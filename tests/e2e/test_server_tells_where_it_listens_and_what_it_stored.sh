#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

serve live.db
cp ready listening
"$GENERATE" --spans 40 --seed 1 >spans.jsonl
while read -r line; do
  printf '%s' "$line" >body.json
  expect "status" 200 "$(send /v1/traces application/json body.json)"
done <spans.jsonl
expect "status of a repetition" 200 "$(send /v1/traces application/json body.json)"
stop_serving

expect "first line" "tracewh: ready; spans are stored in live.db" "$(head -n 1 serve.err)"
# The table holds what the file for scripts holds.
expect "table of receivers" "$(cat listening)" "$(awk '$2 ~ /:[/][/]/ { print $1, $2 }' serve.err)"
stored=$(query live.db 'SELECT count(*) FROM span')
traces=$(query live.db 'SELECT count(*) FROM trace')
grep -q "^tracewh: received [0-9]* spans: $stored new in $traces traces, [0-9]* known already$" serve.err ||
  { cat serve.err >&2; fail "the end does not tell of $stored spans in $traces traces"; }
