#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

command -v strace >/dev/null || skip "there is no strace"
strace -qq -o trace true 2>err || skip "this machine does not allow tracing: $(cat err)"
"$GENERATE" --spans 20000 --seed 24 >spans.jsonl
ingest plain.db spans.jsonl
expected=$(digest plain.db)
cp plain.db small.db
"$TRACEWH" --db small.db --quiet compact

# killed VERB DATABASE CALL NUMBER: runs the verb on a copy and kills it at that system call. False when there
# are fewer such calls.
killed() {
  rm -f t.db*
  cp "$2" t.db
  code=0
  strace -f -qq -o trace -e "trace=$3" -e "inject=$3:signal=KILL:when=$4" "$TRACEWH" --db t.db --quiet "$1" \
    >out 2>err || code=$?
  [ "$code" -ne 0 ]
}

# Whatever the moment, the file is whole, in the old form or the new one.
whole() {
  "$TRACEWH" --db t.db --format csv sql 'SELECT count(*) FROM spans WHERE attributes IS NOT NULL' >out 2>err ||
    fail "$1: it cannot be read: $(cat err)"
  expect "$1: spans" 20000 "$(tail -n 1 out)"
  if ! cmp -s t.db plain.db && ! cmp -s t.db small.db; then fail "$1: the file is neither the old nor the new one"; fi
  "$TRACEWH" --db t.db --quiet ingest spans.jsonl >out
  expect "$1: digest after the next ingest" "$expected" "$(digest t.db)"
  expect "$1: files" t.db "$(ls t.db*)"
}

kills=0
for verb in compact expand; do
  database=plain.db
  [ "$verb" = compact ] || database=small.db
  for call in write fsync rename; do
    for number in 1 2 4; do
      killed $verb $database $call $number || break
      kills=$((kills + 1))
      whole "$verb killed at $call $number"
    done
  done
done
[ "$kills" -ge 10 ] || fail "only $kills moments were tried"
