#!/bin/sh
# A disk that fails to read once is no damage: the Nth read of a server fails, for many N.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
strace -o /dev/null true 2>/dev/null || skip "strace cannot trace here"

"$GENERATE" --spans 2000 --seed 1 >spans.jsonl
ingest whole.db spans.jsonl
head -n 1 spans.jsonl >line
for n in 1 2 3 5 8 13 21 34 55; do
  rm -f live.db* ready
  cp whole.db live.db
  strace -f -o /dev/null -e trace=pread64 -e "inject=pread64:error=EIO:when=$n" \
    "$TRACEWH" --db live.db serve --otlp-grpc off --otlp-http 127.0.0.1:0 --zipkin off --jaeger off --jaeger-udp off --ui off \
    --ready-file ready 2>serve.err &
  server=$!
  wait_until sh -c "[ -s ready ] || ! kill -0 $server"
  if [ -s ready ]; then
    send /v1/traces application/json line >/dev/null
    pkill -TERM -P "$server" || kill -TERM "$server"
  fi
  wait "$server" || :
  expect "databases quarantined after read $n failed" 0 "$(find . -name 'live.db.damaged-*' | wc -l)"
  expect "spans after read $n failed" "$(query whole.db 'SELECT count(*) FROM span')" \
    "$(query live.db 'SELECT count(*) FROM span')"
done
