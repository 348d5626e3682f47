#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# limited COMMAND…: runs it with 500 MB of address space.
# shellcheck disable=SC3045  # every shell of Debian has ulimit -v
limited() (
  ulimit -v 500000
  exec "$@"
)

limited "$TRACEWH" --version >out 2>err || skip "this build needs more address space: $(cat err)"
"$GENERATE" --spans 200 --seed 5 >spans.jsonl
ingest t.db spans.jsonl

# rows N BYTES: SQL that gives N rows of twice so many bytes.
rows() {
  echo "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT $1) SELECT i, hex(zeroblob($2)) AS text FROM n"
}
for format in table json jsonl csv tsv markdown; do
  bytes=$(limited "$TRACEWH" --db t.db --format "$format" sql "$(rows 150000 2000)" | wc -c)
  [ "$bytes" -gt 600000000 ] || fail "the answer as $format has $bytes bytes"
done
# A table looks at the first rows before it writes any.
bytes=$(limited "$TRACEWH" --db t.db sql "$(rows 40 8000000)" | wc -c)
[ "$bytes" -gt 600000000 ] || fail "the answer of large rows has $bytes bytes"

# What has to be held to be sorted is bounded, also beside an ingest in the same process.
sort='WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n ORDER BY hex(zeroblob(7000000)) || i'
for source in "--db t.db" "--in-memory spans.jsonl"; do
  # shellcheck disable=SC2086  # two words
  expect_exit 1 "$TRACEWH" $source sql "$sort"
  expect "message of $source" "tracewh: the query needs more memory than allowed: out of memory" "$(head -n 1 err)"
  expect "rows of $source" "" "$(cat out)"
done
