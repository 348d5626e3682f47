#!/bin/sh
# What cannot be read in a directory is told, and what lies beside it is ingested.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

mkdir -p logs/deep
"$GENERATE" --spans 100 --seed 1 >logs/deep/a.jsonl
"$GENERATE" --spans 100 --seed 2 >logs/z.jsonl
ln -s second logs/first
ln -s first logs/second
ln -s nowhere logs/dangling
if [ "$(id -u)" -ne 0 ]; then
  mkdir logs/closed
  chmod 000 logs/closed
fi

cat logs/deep/a.jsonl logs/z.jsonl >all.jsonl
ingest whole.db all.jsonl
expect_exit 1 "$TRACEWH" --db once.db ingest logs
expect "digest" "$(digest whole.db)" "$(digest once.db)"
grep -q 'cannot read logs/first: Too many levels of symbolic links' err || fail "the loop is not told: $(cat err)"
! grep -q dangling err || fail "a link to nothing is nothing to tell"
[ "$(id -u)" -eq 0 ] || grep -q 'cannot read logs/closed: Permission denied' err || fail "the folder is not told"

follow live.db logs
wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"
"$GENERATE" --spans 100 --seed 3 >logs/new.jsonl
cat logs/new.jsonl >>all.jsonl
ingest all.db all.jsonl
wait_until has_spans live.db "$(query all.db 'SELECT count(*) FROM span')"
kill -TERM "$follower"
code=0
wait "$follower" || code=$?
expect "exit status" 1 "$code"
expect "told once" 1 "$(grep -c 'logs/first' follow.err)"
[ "$(id -u)" -eq 0 ] || chmod 700 logs/closed
