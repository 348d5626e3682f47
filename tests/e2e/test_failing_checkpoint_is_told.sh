#!/bin/sh
# What was committed is safe in the log; that it could not be moved into the database is told.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
strace -o /dev/null true 2>/dev/null || skip "strace cannot trace here"
# What is traced cannot be looked at for leaks, too.
export ASAN_OPTIONS=detect_leaks=0

"$GENERATE" --spans 300 --seed 1 >spans.jsonl
ingest whole.db spans.jsonl
strace -f -o calls -e trace=fdatasync "$TRACEWH" --db once.db --quiet ingest spans.jsonl
syncs=$(grep -c 'fdatasync(' calls)
rm -f once.db*
expect_exit 1 strace -f -o /dev/null -e trace=fdatasync -e "inject=fdatasync:error=EIO:when=$((syncs - 1))+" \
  "$TRACEWH" --db once.db --quiet ingest spans.jsonl
grep -q 'cannot read or write once.db' err || fail "the failure is not told: $(cat err)"
ingest once.db spans.jsonl
expect "digest" "$(digest whole.db)" "$(digest once.db)"
