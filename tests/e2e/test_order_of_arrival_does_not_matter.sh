#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 6000 --seed 8 >spans.jsonl
ingest forward.db spans.jsonl
tac spans.jsonl >reversed.jsonl
ingest backward.db reversed.jsonl
expect "reversed lines" "$(digest forward.db)" "$(digest backward.db)"

# In two files, in two ingests, the later half first, with the boundary through many traces.
split -n l/2 spans.jsonl half.
ingest halves.db half.ab
ingest halves.db half.aa
expect "halves" "$(digest forward.db)" "$(digest halves.db)"
