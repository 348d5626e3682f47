#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 2000 --seed 33 >spans.jsonl
ingest live.db spans.jsonl
dd if=/dev/urandom of=live.db bs=16384 seek=1 count=10 conv=notrunc 2>/dev/null
serve live.db
grep -q "live.db was damaged and is now live.db.damaged-" serve.err || fail "it is not told: $(cat serve.err)"
head -n 1 spans.jsonl >line
expect "spans" 200 "$(send /v1/traces application/json line)"
curl -s "$(url_of otlp-http)/health" | grep -q '"status":"ok","quarantined":"live.db.damaged-' || fail "health does not tell"
[ -e ready ] || fail "there is no ready file"
kill -HUP "$server"
wait "$server" || fail "the server ended with $? after SIGHUP"
[ ! -e ready ] || fail "the ready file is left"
intact live.db
[ ! -e live.db-wal ] || fail "the write-ahead log is left"
echo "my notes" >notes
expect_exit 1 "$TRACEWH" --db notes serve --otlp-grpc off --otlp-http 0 --zipkin off --jaeger off --jaeger-udp off
expect "notes" "my notes" "$(cat notes)"
expect "databases set aside" 1 "$(find . -name 'live.db.damaged-*' | wc -l)"
