#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

for part in 1 2 3 4 5; do "$GENERATE" --spans 800 --seed "3$part" >"part$part.jsonl"; done
cat part?.jsonl >all.jsonl
ingest whole.db all.jsonl
spans_of() {
  rm -f some.db
  for file in "$@"; do ingest some.db "$file"; done
  query some.db 'SELECT count(*) FROM span'
}

# rotate FOLLOWED: the writer still appends to the renamed file before it opens the new one.
rotate() {
  rm -rf logs live.db
  mkdir logs
  cp part1.jsonl logs/app.jsonl
  follow live.db "$1"
  wait_until has_spans live.db "$(spans_of part1.jsonl)"
  mv logs/app.jsonl logs/app.jsonl.1
  cat part2.jsonl >>logs/app.jsonl.1
  cp part3.jsonl logs/app.jsonl
  wait_until has_spans live.db "$(spans_of part1.jsonl part2.jsonl part3.jsonl)"
  mv logs/app.jsonl.1 logs/app.jsonl.2
  mv logs/app.jsonl logs/app.jsonl.1
  head -c 200000 part4.jsonl >logs/app.jsonl
  head -n "$(wc -l <logs/app.jsonl)" part4.jsonl >lines.jsonl
  wait_until has_spans live.db "$(spans_of part1.jsonl part2.jsonl part3.jsonl lines.jsonl)"
  # Nobody follows while the file grows and is renamed once more.
  kill -KILL "$follower"
  wait "$follower" 2>/dev/null || :
  tail -c +200001 part4.jsonl >>logs/app.jsonl
  mv logs/app.jsonl logs/app.jsonl.now
  cp part5.jsonl logs/app.jsonl
  follow live.db "$1"
  wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"
  stop_following
  expect "digest" "$(digest whole.db)" "$(digest live.db)"
  expect "spans read twice" 0 "$(query live.db 'SELECT sum(spans_duplicate) FROM ingest_file')"
  intact live.db
}

rotate logs
rotate logs/app.jsonl
