#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 60000 --seed 14 >spans.jsonl
"$TRACEWH" --db live.db --quiet ingest spans.jsonl >/dev/null &
writer=$!
wait_for_size "$writer" live.db 1
reads=0
while kill -0 "$writer" 2>/dev/null; do
  # Until the schema is there a reader is refused; that is no answer, so it is not compared.
  "$TRACEWH" --db live.db --format tsv sql \
    'SELECT (SELECT sum(spans) FROM traces) IS (SELECT nullif(count(*), 0) FROM span)' >answer 2>err || continue
  expect "traces and spans agree" 1 "$(tail -n 1 answer)"
  reads=$((reads + 1))
done
wait "$writer"
[ "$reads" -gt 0 ] || fail "no reader was served while the ingest ran"
expect "spans" 60000 "$(query live.db 'SELECT count(*) FROM span')"
