#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

mkdir -p logs/below
"$GENERATE" --spans 500 --seed 71 >logs/one.jsonl
cp logs/one.jsonl all.jsonl
follow live.db logs --idle-exit 4s
wait_until has_spans live.db "$(ingest whole.db all.jsonl; query whole.db 'SELECT count(*) FROM span')"
"$GENERATE" --spans 500 --seed 72 >logs/below/two.jsonl
cat logs/below/two.jsonl >>all.jsonl
rm whole.db
ingest whole.db all.jsonl
wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"

# A rotated file's compressed backup, and one of what nobody has seen yet; neither a text nor the database itself
# disturbs.
gzip -c logs/one.jsonl >logs/one-2026.jsonl.gz
echo "no trace" >logs/readme.txt
"$GENERATE" --spans 500 --seed 73 >three.jsonl
cat three.jsonl >>all.jsonl
gzip -c three.jsonl >logs/three.jsonl.gz
rm whole.db
ingest whole.db all.jsonl
wait_until has_spans live.db "$(query whole.db 'SELECT count(*) FROM span')"

# It ends by itself when nothing arrives any more.
code=0
wait "$follower" || code=$?
expect "exit" 0 "$code"
expect "digest" "$(digest whole.db)" "$(digest live.db)"
intact live.db
