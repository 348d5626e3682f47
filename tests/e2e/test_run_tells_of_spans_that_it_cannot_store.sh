#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 34 >spans.jsonl
split -l 1 -a 4 -d spans.jsonl body.
cat >child <<'C'
#!/bin/sh
for body in body.*; do
  curl -s -o answer -H 'Content-Type: application/json' --data-binary "@$body" "$OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces"
done
exit "$1"
C
chmod +x child

# Files can grow to 1 MiB only. What the command itself says goes before.
for case in "0 1" "7 7"; do
  code=0
  prlimit --fsize=1000000:unlimited "$TRACEWH" --db "limited ${case#* }.db" run -- ./child "${case% *}" >out 2>err || code=$?
  expect "exit status when the command's is ${case% *}" "${case#* }" "$code"
  grep -q "not all spans could be stored" err || fail "it is not told: $(cat err)"
done
expect_exit 0 "$TRACEWH" --db whole.db run -- ./child 0
expect "spans" 20000 "$(query whole.db 'SELECT count(*) FROM span')"
