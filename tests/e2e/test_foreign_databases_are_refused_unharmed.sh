#!/bin/sh
# Nothing that somebody else put into a database runs when it is written, and what is refused stays as it was.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 300 --seed 1 >spans.jsonl
ingest whole.db spans.jsonl

# refused WHY VERB…: the verb fails with a sentence that holds WHY, and bad.db stays as it was.
refused() {
  why=$1
  shift
  sum=$(sha256sum <bad.db)
  expect_exit 1 timeout 60 "$TRACEWH" --db bad.db "$@"
  grep -q "$why" err || fail "not told why: $(cat err)"
  expect "bad.db" "$sum" "$(sha256sum <bad.db)"
  expect "files beside it" 0 "$(find . -name 'bad.db?*' | wc -l)"
}

cp whole.db bad.db
sqlite3 bad.db "CREATE TRIGGER evil BEFORE INSERT ON span BEGIN SELECT RAISE(IGNORE); END"
refused "holds the trigger evil" ingest spans.jsonl
refused "holds the trigger evil" prune --keep 1h

cp whole.db bad.db
sqlite3 bad.db 'PRAGMA user_version = -2000000000'
refused "schema version -2000000000" migrate
refused "schema version -2000000000" ingest spans.jsonl
