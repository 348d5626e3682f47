#!/bin/sh
# A file that is seen, and renamed and written anew before it is opened, is read, and so is what has its name now.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 1 >first.jsonl
for part in 2 3; do "$GENERATE" --spans 300 --seed "$part" >"part$part.jsonl"; done
cat first.jsonl part2.jsonl part3.jsonl >all.jsonl
ingest whole.db all.jsonl

# rotate FOLLOWED…
rotate() {
  rm -rf logs live.db
  mkdir logs
  cp first.jsonl logs/a.jsonl
  cp part2.jsonl logs/b.jsonl
  follow live.db "$@"
  # All files were seen before the first one is opened.
  wait_until sh -c "ls -l /proc/$follower/fd 2>/dev/null | grep -q a.jsonl"
  mv logs/b.jsonl logs/b.jsonl.1
  cp part3.jsonl logs/b.jsonl
  wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"
  stop_following
  expect "digest" "$(digest whole.db)" "$(digest live.db)"
  expect "spans read twice" 0 "$(query live.db 'SELECT sum(spans_duplicate) FROM ingest_file')"
}

rotate logs
rotate logs/a.jsonl logs/b.jsonl
