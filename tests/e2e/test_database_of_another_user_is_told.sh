#!/bin/sh
# Who may not read the database is told so, and not that it cannot be written.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

ingest theirs.db "$FIXTURES/otlp-json/story.jsonl"
chmod 000 theirs.db
# Root reads what it likes, unless it gives that up.
strictly=""
if [ "$(id -u)" -eq 0 ]; then
  command -v setpriv >/dev/null || skip "root needs setpriv to give its rights up"
  strictly="setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search"
fi
for verb in "query slow" stats "trace 817680" "sql SELECT+1" "export --all --to jaeger"; do
  # shellcheck disable=SC2086  # words
  expect_exit 1 $strictly "$TRACEWH" --db theirs.db $verb
  expect "output of $verb" "" "$(cat out)"
  expect "message of $verb" "tracewh: cannot read theirs.db: unable to open database file" "$(head -n 1 err)"
done
mkdir closed
ingest closed/theirs.db "$FIXTURES/otlp-json/story.jsonl"
chmod 000 closed
# shellcheck disable=SC2086  # words
expect_exit 1 $strictly "$TRACEWH" --db closed/theirs.db query slow
chmod 755 closed
expect "message of a closed directory" "tracewh: cannot read closed/theirs.db: unable to open database file" \
  "$(head -n 1 err)"
