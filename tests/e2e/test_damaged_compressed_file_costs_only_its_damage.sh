#!/bin/sh
# All that can be decompressed is read; what is wrong is told with the file's name, and kept.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 1 >spans.jsonl

# check NAME LINES: the first LINES lines of spans.jsonl are in NAME whole, at least.
check() {
  head -n "$2" spans.jsonl >readable.jsonl
  rm -f readable.db damaged.db
  ingest readable.db readable.jsonl
  expect_exit 1 "$TRACEWH" --db damaged.db ingest "$1"
  grep -q "tracewh: $1: " err || fail "the file is not named: $(cat err)"
  readable=$(query readable.db 'SELECT count(*) FROM span')
  stored=$(query damaged.db 'SELECT count(*) FROM span')
  [ "$stored" -ge "$readable" ] || fail "$1: $stored spans of $readable that can be read"
  [ "$readable" -gt 100 ] || fail "$1: only $readable spans can be read"
  expect "issues" 1 "$(query damaged.db "SELECT count(*) FROM ingest_issue WHERE code = 'unreadable'")"
}

lines_of() { "$@" 2>/dev/null | wc -l; }

# Once the rest is there, nothing is missing and nothing there twice.
completed() {
  ingest whole.db spans.jsonl
  cp "$2" "$1"
  expect_exit 0 "$TRACEWH" --db damaged.db ingest "$1"
  expect "digest" "$(digest whole.db)" "$(digest damaged.db)"
}

gzip -1 -c spans.jsonl >whole.gz
head -c $(($(stat -c %s whole.gz) * 2 / 3)) whole.gz >cut.jsonl.gz
check cut.jsonl.gz "$(lines_of gzip -dc cut.jsonl.gz)"
completed cut.jsonl.gz whole.gz

zstd -q -c spans.jsonl >whole.zst
head -c $(($(stat -c %s whole.zst) * 2 / 3)) whole.zst >cut.jsonl.zst
check cut.jsonl.zst "$(lines_of zstd -qdc cut.jsonl.zst)"
completed cut.jsonl.zst whole.zst

# Damage in the middle: another member begins where the first has not ended.
{ head -c $(($(stat -c %s whole.gz) / 2)) whole.gz; head -c 100000 /dev/zero; } >torn.jsonl.gz
check torn.jsonl.gz "$(lines_of gzip -dc torn.jsonl.gz)"
