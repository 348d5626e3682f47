#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 5000 --seed 5 >spans.jsonl
ingest t.db spans.jsonl
before=$(digest t.db)

# A writer with a rollback journal, as older versions were at their start and end, is killed in the middle of a change.
# shellcheck disable=SC2016  # the inner shell expands it
printf '%s\n' 'PRAGMA cache_size = 2;' 'PRAGMA cache_spill = 2;' 'BEGIN;' 'UPDATE span SET role = 0;' '.shell kill -9 $PPID' |
  sqlite3 t.db 2>/dev/null || :
[ -s t.db-journal ] || fail "there is no journal"

expect_exit 1 "$TRACEWH" --db t.db query traces
expect "message" "tracewh: t.db was left in the middle of a change by a program that was killed" "$(head -n 1 err)"
expect "hint" "  undo that change with: tracewh --db t.db migrate" "$(sed -n 2p err)"
"$TRACEWH" --db t.db migrate >/dev/null 2>&1
"$TRACEWH" --db t.db query traces --limit 1 >/dev/null
expect "content" "$before" "$(digest t.db)"
