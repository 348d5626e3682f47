#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# A program that sends $1 failed tasks and ends with $2.
cat >child <<'C'
#!/bin/sh
{
  printf '{"resourceSpans":[{"scopeSpans":[{"spans":['
  i=0
  while [ "$i" -lt "$1" ]; do
    i=$((i + 1))
    [ "$i" -eq 1 ] || printf ,
    printf '{"traceId":"%032x","spanId":"%016x","name":"work","startTimeUnixNano":"1768467600000000000",' "$i" "$i"
    printf '"endTimeUnixNano":"1768467601000000000","status":{"code":2}}'
  done
  printf ']}]}]}'
} >body
[ "$1" -eq 0 ] ||
  curl -s -f -o answer -H 'Content-Type: application/json' --data-binary @body "$OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces"
exit "$2"
C
chmod +x child

# run CODE OPTION…
run() {
  code=$1
  shift
  expect_exit "$code" "$TRACEWH" --db run.db run "$@"
}
failed='failed --role any'

run 0 --run sent --fail-on 'slow --min 1h' -- ./child 3 0
run 2 --run many --fail-on "$failed" -- ./child 120 0
grep -q '^tracewh: 120 matched$' err || fail "not all matches are counted: $(tail -n 2 err)"

# Both failed: the one that does not count is told.
run 2 --run both --fail-on "$failed" -- ./child 1 7
grep -q '^tracewh: child ended with status 7$' err || fail "the command's status is hidden: $(cat err)"
run 7 --run both --fail-on "$failed" --status command -- ./child 1 7
grep -q '^tracewh: 1 matched$' err || fail "the match is hidden: $(cat err)"
run 2 --run both --fail-on "$failed" --status command -- ./child 1 0
run 7 --run good --fail-on 'slow --min 1h' -- ./child 1 7
run 3 --status neither -- touch was-run
[ ! -e was-run ] || fail "the command was run in spite of a wrong option"

# An assertion over nothing.
run 4 --run silent --fail-on failed -- ./child 0 0
grep -q "there are no spans that --fail-on 'failed' could ask about" err || fail "it is not told why: $(cat err)"
run 0 --run silent --fail-on failed --allow-empty -- ./child 0 0
run 4 --run silent --fail-on failed -- ./child 0 7
grep -q '^tracewh: child ended with status 7$' err || fail "the command's status is hidden: $(cat err)"
run 7 --run silent --fail-on failed --status command -- ./child 0 7
run 2 --run many --fail-on 'slow --service nobody' --fail-on "$failed" -- ./child 1 0
intact run.db
