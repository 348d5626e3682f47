#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 2000 --seed 13 >spans.jsonl
mkfifo pipe
"$TRACEWH" --db shared.db --quiet ingest - <pipe >/dev/null &
first=$!
exec 9>pipe
cat spans.jsonl >&9
wait_for_size "$first" shared.db 1
expect_exit 1 "$TRACEWH" --db shared.db --quiet ingest --lock-timeout 50ms spans.jsonl
grep -q "$first" err || fail "the holder, process $first, is not named: $(cat err)"

# A server that waits for it can be ended.
"$TRACEWH" --db shared.db serve --lock-timeout 10m --otlp-grpc off --otlp-http 0 --zipkin off --jaeger off --jaeger-udp off --ui off &
waiting=$!
wait_until grep -q State /proc/$waiting/status
kill -TERM "$waiting"
code=0
wait "$waiting" || code=$?
expect "exit status of the server that waited" 143 "$code"
exec 9>&-
wait "$first"

# Once the first has ended the second gets in.
ingest shared.db spans.jsonl
expect "spans" 2000 "$(query shared.db 'SELECT count(*) FROM span')"

# A server that does not come to serve leaves the other's ready file alone.
serve shared.db
before=$(cat ready)
expect_exit 1 "$TRACEWH" --db shared.db serve --lock-timeout 50ms --otlp-grpc off --otlp-http 0 --zipkin off --jaeger off \
  --jaeger-udp off --ui off --ready-file ready
expect "ready file" "$before" "$(cat ready)"
stop_serving
