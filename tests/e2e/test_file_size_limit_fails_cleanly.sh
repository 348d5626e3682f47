#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 12 >spans.jsonl
ingest whole.db spans.jsonl
code=0
# shellcheck disable=SC2016  # expanded by the inner shell
sh -c 'trap "" XFSZ; ulimit -f 2048; exec "$0" --db limited.db --quiet ingest spans.jsonl' "$TRACEWH" >out 2>err || code=$?
expect "exit code" 1 "$code"
[ -s err ] || fail "no message"
intact limited.db
ingest limited.db spans.jsonl
expect "digest without the limit" "$(digest whole.db)" "$(digest limited.db)"
