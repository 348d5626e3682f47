#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

unshare -rm true 2>err || skip "this machine does not allow namespaces: $(cat err)"
"$GENERATE" --spans 20000 --seed 25 >spans.jsonl
ingest plain.db spans.jsonl
cp plain.db small.db
"$TRACEWH" --db small.db --quiet compact
mkdir disk

# on_full_disk DATABASE VERB REASON: runs the verb on a disk that has room for the database and little more.
on_full_disk() {
  reason=$3
  size=$(($(stat -c %s "$1") / 1024 + 128))
  code=0
  # shellcheck disable=SC2016  # expanded by the inner shell
  unshare -rm sh -c '
    mount -t tmpfs -o size="$3"k none disk || exit 77
    cp "$1" disk/t.db
    code=0
    "$0" --db disk/t.db --quiet "$2" >out 2>err || code=$?
    cmp "$1" disk/t.db || exit 70
    ls disk >files
    exit "$code"' "$TRACEWH" "$1" "$2" "$size" || code=$?
  [ "$code" -ne 77 ] || skip "this machine does not allow mounts"
  [ "$code" -ne 70 ] || fail "$2: the database is another"
  expect "$2: exit code" 1 "$code"
  grep -q "$reason" err || fail "$2: the message does not tell the reason: $(cat err)"
  expect "$2: files" t.db "$(cat files)"
}

on_full_disk plain.db compact "the disk is full"
on_full_disk small.db expand "there is room for"
