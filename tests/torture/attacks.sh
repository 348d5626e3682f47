#!/bin/sh
# Attacks a server while a good sender sends to it: its spans are stored, all and once, and the server ends as it should.
# shellcheck source=tests/torture/common.sh
. "$(dirname "$0")/common.sh"

mkdir bodies
"$GENERATE" --spans 20000 --seed "$SEED" >spans.jsonl
split -l 1 -a 3 -d spans.jsonl bodies/
ingest whole.db spans.jsonl

port_of() { url_of "$1" | sed 's/.*://;q'; }

# Sends all bodies as long as the attack lasts, and each until it is stored. How long answers took goes to ./latencies.
send_meanwhile() {
  first_time=yes
  while [ "$first_time" = yes ] || kill -0 "$attack" 2>/dev/null; do
    for body in bodies/*; do
      tries=0
      until [ "$(send /v1/traces application/json "$body" -w '%{stderr}%{time_total}\n%{stdout}%{http_code}' 2>>latencies)" = 200 ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { found wrong "$body is not taken"; return; }
        sleep 0.2
      done
    done
    first_time=no
  done
}

begin_round "seed $SEED"
"$MEASURE" report "$TRACEWH" --db t.db --quiet serve --otlp-grpc 0 --otlp-http 0 --zipkin 0 --jaeger 0 --jaeger-udp 0 --ui off \
  --ready-file "$PWD/ready" 2>err &
measured=$!
wait_until test -s ready
OTLP_HTTP_PORT=$(port_of otlp-http) OTLP_GRPC_PORT=$(port_of otlp-grpc) JAEGER_UDP_PORT=$(port_of jaeger-udp) \
  "$ATTACKS" "$SEED" 0 1000000000 "$ALLOWED_SECONDS" >>"$FIGURES" &
attack=$!
send_meanwhile
wait "$attack" || :
pkill -TERM -P "$measured" || :
code=0
wait "$measured" || code=$?
[ "$code" -lt 128 ] || found crashed "the server ends with $code"
[ "$code" -eq 0 ] || found wrong "the server ends with $code: $(tail -n 1 err)"

# What attacks sent may be there too.
missing=$(sqlite3 t.db "ATTACH 'whole.db' AS sent; SELECT count(*) FROM (
  SELECT trace_id, span_id, name, start_ns, attributes FROM sent.spans
  EXCEPT SELECT trace_id, span_id, name, start_ns, attributes FROM main.spans)")
[ "$missing" -eq 0 ] || found lost "$missing spans were acknowledged"
twice=$(query t.db 'SELECT count(*) FROM (SELECT 1 FROM spans GROUP BY trace_id, span_id HAVING count(*) > 1)')
[ "$twice" -eq 0 ] || found twice "$twice spans"
intact t.db
# The slowest is what the good sender waited for.
memory=$(cut -d ' ' -f 2 report 2>err || :)
awk -v memory="$memory" '$1 > most { most = $1 } END { print most * 1000, memory }' latencies >report
end_round
