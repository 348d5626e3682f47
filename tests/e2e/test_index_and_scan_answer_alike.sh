#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# Answers that do not depend on the order of arrival.
answers() {
  for attribute in llm.model=gpt-4 span.kind=tool multiagent.worker.id=worker-7 llm.prompt_tokens=1000 \
    multiagent.task.id=task-00000009 tool.name=nothing; do
    for query in spans tasks failed errors operations services workers traces "slow --min 1s" "slow --scope trace"; do
      printf '%s %s\n' "$query" "$attribute"
      # shellcheck disable=SC2086  # a query and its options
      "$TRACEWH" --db "$1" --format csv query $query --limit 0 --attr "$attribute"
    done
  done
}

both_answer_alike() {
  answers scanned.db >scanned
  answers indexed.db >indexed
  cmp -s scanned indexed || { diff scanned indexed | head -20 >&2; fail "answers differ: $1"; }
  [ "$(grep -c '^[0-9a-f]\{32\},' indexed)" -gt 100 ] || fail "hardly anything is found: $1"
}

# The index as it is kept up equals one that is made anew.
rebuilt_index_is_the_same() {
  kept=$(query indexed.db 'SELECT * FROM attribute_index' | sha256sum)
  # shellcheck disable=SC2086  # two keys
  expect_exit 0 "$TRACEWH" --db indexed.db --quiet index drop $keys
  expect "rows of no index" 0 "$(query indexed.db 'SELECT count(*) FROM attribute_index')"
  # shellcheck disable=SC2086
  expect_exit 0 "$TRACEWH" --db indexed.db --quiet index add $keys
  expect "index: $1" "$kept" "$(query indexed.db 'SELECT * FROM attribute_index' | sha256sum)"
}

keys="llm.model span.kind multiagent.worker.id multiagent.task.id llm.prompt_tokens tool.name"
"$GENERATE" --spans 3000 --seed 1 >first.jsonl
"$GENERATE" --spans 3000 --seed 2 >second.jsonl
"$GENERATE" --spans 3000 --seed 3 >third.jsonl
# The same spans with other models and later ends: conflicts, of which the later ends are chosen.
sed 's/gpt-4"/gpt-5"/g; s/"endTimeUnixNano":"1768/"endTimeUnixNano":"1769/g' second.jsonl >changed.jsonl

for database in scanned.db indexed.db; do ingest $database first.jsonl; done
# shellcheck disable=SC2086
expect_exit 0 "$TRACEWH" --db indexed.db index add $keys
both_answer_alike "what was stored"

for file in second.jsonl changed.jsonl first.jsonl; do
  for database in scanned.db indexed.db; do ingest $database $file; done
done
conflicts=$(query indexed.db 'SELECT sum(spans_conflict) FROM ingest_file')
[ "$conflicts" -gt 1000 ] || fail "there are hardly any conflicts: $conflicts"
both_answer_alike "later ingests and conflicts"
rebuilt_index_is_the_same "later ingests and conflicts"

for database in scanned.db indexed.db; do
  "$TRACEWH" --db $database --quiet ingest --sample 0.3 --keep-errors third.jsonl >/dev/null
done
[ "$(query indexed.db 'SELECT count(*) FROM dropped_trace')" -gt 0 ] || fail "sampling drops nothing"
both_answer_alike "sampling"
rebuilt_index_is_the_same "sampling"

expect_exit 0 "$TRACEWH" --db indexed.db --quiet compact
both_answer_alike "a compacted database"
intact scanned.db
