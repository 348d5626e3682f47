#!/bin/sh
# The lock is that of the file, whatever name a writer has for it, and writes nowhere else.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 100 --seed 1 >a.jsonl
mkdir elsewhere
ingest whole.db a.jsonl
ln -s ../whole.db elsewhere/link.db

sleep 600 | "$TRACEWH" --db elsewhere/link.db --quiet ingest - >/dev/null &
wait_until test -s whole.db.lock
expect_exit 1 "$TRACEWH" --db whole.db ingest --lock-timeout 0s a.jsonl
grep -q 'is being written by process' err || fail "the other writer is not told: $(cat err)"
pkill -P $$ || :
wait_until test ! -e whole.db.lock
expect "locks beside the link" 0 "$(find elsewhere -name '*.lock' | wc -l)"

# A link to a database that is still to be made.
ln -s ../new.db elsewhere/new.db
ingest elsewhere/new.db a.jsonl
expect "digest" "$(digest whole.db)" "$(digest new.db)"

ln whole.db second.db
expect_exit 1 "$TRACEWH" --db second.db ingest a.jsonl
grep -q 'has 2 names (hard links)' err || fail "the hard link is not told: $(cat err)"
expect_exit 0 "$TRACEWH" --db second.db query traces
rm second.db

echo precious >victim
ln -s victim whole.db.lock
expect_exit 1 "$TRACEWH" --db whole.db ingest a.jsonl
grep -q 'whole.db.lock is a symbolic link' err || fail "the link is not told: $(cat err)"
expect "what the lock leads to" precious "$(cat victim)"
