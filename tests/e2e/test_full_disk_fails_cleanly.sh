#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

unshare -rm true 2>err || skip "this machine does not allow namespaces: $(cat err)"
"$GENERATE" --spans 20000 --seed 11 >spans.jsonl
ingest whole.db spans.jsonl
mkdir disk
code=0
# shellcheck disable=SC2016  # expanded by the inner shell
unshare -rm sh -c '
  mount -t tmpfs -o size=2m none disk || exit 77
  code=0
  "$0" --db disk/full.db --quiet ingest spans.jsonl >out 2>err || code=$?
  cp disk/full.db* .
  exit "$code"' "$TRACEWH" || code=$?
[ "$code" -ne 77 ] || skip "this machine does not allow mounts"
expect "exit code" 1 "$code"
grep -qiE 'full|space' err || fail "the message does not tell the reason: $(cat err)"
intact full.db

ingest full.db spans.jsonl
expect "digest after space was found" "$(digest whole.db)" "$(digest full.db)"
