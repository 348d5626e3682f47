#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# tail OUTPUT OPTION…: follows the database of the server in the background; $tail is the process.
tail_to() {
  output=$1
  shift
  "$TRACEWH" --db live.db tail --settle 300ms --incomplete-after 1s "$@" >"$output" 2>"$output.err" &
  tail=$!
}
# Begun before there is a database: everything that comes is new.
tail_to lines
lines=$tail
tail_to failed --format jsonl --query failed --limit 4
failed=$tail
tail_to tree --tree --limit 1
tree=$tail
for output in lines failed tree; do wait_until grep -sq "waiting for live.db" "$output.err"; done
serve live.db

for name in story failures incomplete unfinished; do
  split -l 1 "$FIXTURES/otlp-json/$name.jsonl" "$name."
done
for line in story.* failures.* incomplete.* unfinished.*; do
  expect "sending $line" 200 "$(send /v1/traces application/json "$line")"
done

wait "$failed" || fail "tail --limit ended with $?"
expect "failed traces" "code_generation code_review deployment summarization " \
  "$(sed 's/.*"name":"multiagent\.task\.\([a-z_]*\)".*/\1/' failed | sort | tr '\n' ' ')"
wait "$tree" || fail "tail --tree ended with $?"
grep -q "└─ .*orchestrator" tree || fail "there is no tree: $(cat tree)"

all_there() { [ "$(wc -l <lines)" -eq "$(($(query live.db 'SELECT count(*) FROM trace') + 2))" ]; }
wait_until all_there
expect "what tells of incomplete traces" "$(query live.db "SELECT count(*) FROM trace WHERE orphan_count > 0 OR open_count > 0 OR NOT has_root")" \
  "$(grep -c " incomplete " lines)"
kill -TERM "$lines"
code=0
wait "$lines" || code=$?
expect "exit status after SIGTERM" 0 "$code"

# A reader that leaves ends it, without a word.
mkfifo fifo
tail_to fifo --format jsonl
leaver=$tail
head -c 0 fifo >/dev/null
code=0
wait "$leaver" || code=$?
expect "exit status after a closed pipe" 0 "$code"
expect "complaints about a closed pipe" "" "$(cat fifo.err)"
stop_serving
