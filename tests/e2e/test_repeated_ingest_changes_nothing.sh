#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 5000 --seed 3 >spans.jsonl
ingest once.db spans.jsonl
before=$(digest once.db)
expect_exit 0 "$TRACEWH" --db once.db --format json ingest spans.jsonl
expect "spans inserted again" 0 "$(json_value spans_inserted)"
expect "digest" "$before" "$(digest once.db)"

# The same content under another name is known too, and delivered by standard input it is all duplicates.
cp spans.jsonl renamed.jsonl
expect_exit 0 "$TRACEWH" --db once.db --format json ingest renamed.jsonl
expect "spans inserted under another name" 0 "$(json_value spans_inserted)"
# shellcheck disable=SC2016  # expanded by the inner shell
expect_exit 0 sh -c '"$0" --db once.db --format json ingest - <spans.jsonl' "$TRACEWH"
expect "spans inserted from standard input" 0 "$(json_value spans_inserted)"
expect "digest" "$before" "$(digest once.db)"
intact once.db
