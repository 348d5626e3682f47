#!/bin/sh
# `tracewh sql --shell` is sqlite3 with the views, which can only read.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

ingest t.db "$FIXTURES/otlp-json/story.jsonl"
echo 'SELECT count(*) FROM spans;' | "$TRACEWH" --db t.db sql --shell >out
expect "rows of the view" "$("$TRACEWH" --db t.db --format tsv sql 'SELECT count(*) FROM spans' | tail -n 1)" "$(tail -n 1 out | tr -d ' ')"

echo 'DELETE FROM span;' | expect_exit 1 "$TRACEWH" --db t.db sql --shell
grep -q readonly err || fail "the shell can write: $(cat err)"
expect_exit 1 env PATH=/nowhere "$TRACEWH" --db t.db sql --shell
grep -q 'cannot start sqlite3' err || fail "a missing shell is not told: $(cat err)"
expect_exit 1 "$TRACEWH" --db none.db sql --shell
"$TRACEWH" --db t.db --quiet compact
expect_exit 3 "$TRACEWH" --db t.db sql --shell
grep -q 'tracewh --db t.db expand' err || fail "it is not told how to expand: $(cat err)"
