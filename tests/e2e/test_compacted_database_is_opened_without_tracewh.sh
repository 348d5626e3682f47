#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

command -v zstd >/dev/null || skip "there is no zstd"
ingest traces.db "$FIXTURES"
cp traces.db plain.db
"$TRACEWH" --db traces.db --quiet compact
zstd -q -d <traces.db >unpacked.db
cmp plain.db unpacked.db || fail "zstd makes another database of it"
intact unpacked.db

# On a disk that cannot be written, and through a name of its own.
mkdir archive
cp traces.db archive/
chmod a-w archive archive/traces.db
expect_exit 0 "$TRACEWH" --db archive/traces.db --format tsv query slow --min 1s
grep -q task-7f21 out || fail "the answer lacks the task: $(cat out)"
expect "files in the archive" traces.db "$(ls archive)"
chmod u+w archive

# What is compressed otherwise is told apart from what is damaged.
zstd -q plain.db -o other.db
expect_exit 1 "$TRACEWH" --db other.db stats
grep -q "seek table" err || fail "the reason is not told: $(cat err)"
expect "lines of the message" 2 "$(wc -l <err)"
