#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# Begun before there is a database: everything that comes is new.
"$TRACEWH" --db file.db tail --format jsonl --settle 200ms --limit 1 >lines 2>err &
tail=$!
wait_until grep -sq "waiting for file.db" err
: >growing.jsonl
follow file.db growing.jsonl
wait_until test -s file.db
while read -r line; do printf '%s\n' "$line" >>growing.jsonl; done <"$FIXTURES/otlp-json/story.jsonl"
wait "$tail" || fail "tail ended with $?"
cp lines out
expect "name" multiagent.task.code_generation "$(json_value name)"
expect "state" complete "$(json_value state)"
expect "spans" 13 "$(json_value spans)"
stop_following
