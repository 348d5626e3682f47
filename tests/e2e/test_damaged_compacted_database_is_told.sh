#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 5000 --seed 26 >spans.jsonl
ingest whole.db spans.jsonl
"$TRACEWH" --db whole.db --quiet compact
size=$(stat -c %s whole.db)

# told WHAT VERB…: each verb ends with one sentence and a hint, and changes nothing.
told() {
  cp damaged.db before.db
  what=$1
  shift
  for verb in "$@"; do
    # shellcheck disable=SC2086  # a list of words
    expect_exit 1 "$TRACEWH" --db damaged.db $verb
    grep -q damaged.db err || fail "$what, $verb: the file is not named: $(cat err)"
    expect "$what, $verb: lines of the message" 2 "$(wc -l <err)"
    cmp damaged.db before.db || fail "$what, $verb: the file was changed"
  done
}

# damage SHARE: overwrites some bytes at so many percent of the file.
damage() {
  printf 'damage' | dd of=damaged.db bs=1 seek=$((size * $1 / 100)) conv=notrunc status=none
}

read_all="export --all --to otlp-json"
for share in 10 50 90; do
  cp whole.db damaged.db
  damage "$share"
  # Whether an export needs what is damaged depends on where tables and indexes lie.
  told "damage at $share percent" expand "ingest spans.jsonl"
done
cp whole.db damaged.db
for share in $(seq 5 5 95); do damage "$share"; done
told "damage everywhere" "$read_all" expand "ingest spans.jsonl"
for left in 100 $((size / 2)) $((size - 1)); do
  head -c "$left" whole.db >damaged.db
  told "cut to $left bytes" "$read_all" expand "ingest spans.jsonl"
done
