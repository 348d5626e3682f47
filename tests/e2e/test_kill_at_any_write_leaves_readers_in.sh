#!/bin/sh
# Wherever a writer is killed, readers find all that was committed: with the first write that fails to happen, the
# second, and so on to the last.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
strace -o /dev/null true 2>/dev/null || skip "strace cannot trace here"
# What is traced cannot be looked at for leaks, too.
export ASAN_OPTIONS=detect_leaks=0

"$GENERATE" --spans 300 --seed 1 >first.jsonl
"$GENERATE" --spans 300 --seed 2 >second.jsonl
ingest base.db first.jsonl
cp base.db whole.db
strace -f -o calls -e trace=pwrite64 "$TRACEWH" --db whole.db --quiet ingest second.jsonl
before=$(query base.db 'SELECT count(*) FROM span')
after=$(query whole.db 'SELECT count(*) FROM span')
writes=$(grep -c 'pwrite64(' calls)
[ "$writes" -gt 5 ] || fail "only $writes writes are seen"

n=1
while [ "$n" -le "$writes" ]; do
  rm -f killed.db*
  cp base.db killed.db
  strace -f -o /dev/null -e trace=pwrite64 -e "inject=pwrite64:signal=KILL:when=$n" \
    "$TRACEWH" --db killed.db --quiet ingest second.jsonl >/dev/null 2>&1 || :
  expect_exit 0 "$TRACEWH" --db killed.db sql --format csv 'SELECT count(*) FROM spans'
  stored=$(tail -n 1 out)
  [ "$stored" = "$before" ] || [ "$stored" = "$after" ] || fail "$stored spans after a kill at write $n"
  expect "journals after a kill at write $n" 0 "$(find . -name 'killed.db-journal' | wc -l)"
  ingest killed.db second.jsonl
  expect "digest after a kill at write $n" "$(digest whole.db)" "$(digest killed.db)"
  n=$((n + 1))
done
