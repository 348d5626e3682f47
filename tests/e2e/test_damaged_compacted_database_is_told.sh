#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 5000 --seed 26 >spans.jsonl
ingest whole.db spans.jsonl
"$TRACEWH" --db whole.db --quiet compact
size=$(stat -c %s whole.db)

# told WHAT: reading and writing end with one sentence and a hint, and change nothing.
told() {
  cp damaged.db before.db
  for verb in "export --all --to otlp-json" expand "ingest spans.jsonl"; do
    # shellcheck disable=SC2086  # a list of words
    expect_exit 1 "$TRACEWH" --db damaged.db $verb
    grep -q damaged.db err || fail "$1, $verb: the file is not named: $(cat err)"
    expect "$1, $verb: lines of the message" 2 "$(wc -l <err)"
    cmp damaged.db before.db || fail "$1, $verb: the file was changed"
  done
}

for share in 10 50 90; do
  cp whole.db damaged.db
  printf 'damage' | dd of=damaged.db bs=1 seek=$((size * share / 100)) conv=notrunc status=none
  told "damage at $share percent"
done
for left in 100 $((size / 2)) $((size - 1)); do
  head -c "$left" whole.db >damaged.db
  told "cut to $left bytes"
done
