#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

ingest traces.db "$FIXTURES/otlp-json/story.jsonl"
for suffix in -wal -shm; do
  [ ! -e "traces.db$suffix" ] || fail "traces.db$suffix is left"
done
mkdir archive
cp traces.db archive/
chmod a-w archive archive/traces.db
expect_exit 0 "$TRACEWH" --db archive/traces.db --format tsv query slow --min 1s
grep -q task-7f21 out || fail "the answer lacks the task: $(cat out)"
expect "files in the archive" traces.db "$(ls archive)"
chmod u+w archive
