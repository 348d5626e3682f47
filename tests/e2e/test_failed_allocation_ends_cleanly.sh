#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# limited COMMAND…: runs it with 300 MB of address space.
# shellcheck disable=SC3045  # every shell of Debian has ulimit -v
limited() (
  ulimit -v 300000
  exec "$@"
)

limited "$TRACEWH" --version >out 2>err || skip "this build needs more address space: $(cat err)"
"$GENERATE" --spans 2000 --seed 5 >spans.jsonl
# A record that is complete only behind 200 MB; the buffer for it grows by doubling.
{
  printf '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"'
  head -c 200000000 /dev/zero | tr '\0' x
  printf '"}]}]}]}\n'
} >huge.jsonl
ingest t.db spans.jsonl
before=$(digest t.db)
expect_exit 1 limited "$TRACEWH" --db t.db --quiet ingest --threads 1 huge.jsonl
expect "message" "tracewh: there is not enough memory" "$(cat err)"
intact t.db
expect "digest after the failure" "$before" "$(digest t.db)"
expect_exit 0 limited "$TRACEWH" --db t.db --quiet ingest --threads 1 spans.jsonl
expect "digest after another ingest" "$before" "$(digest t.db)"
