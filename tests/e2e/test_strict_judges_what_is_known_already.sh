#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# strictly CODE DATABASE PATH…
strictly() {
  code=$1
  database=$2
  shift 2
  expect_exit "$code" "$TRACEWH" --db "$database" ingest --strict "$@"
}

"$GENERATE" --spans 400 --seed 3 >good.jsonl
{ head -n 2 good.jsonl; echo '{"resourceSpans":[{"broken'; tail -n +3 good.jsonl; } >bad.jsonl
mkdir nothing few
printf '{"resourceSpans":[]}\n' >few/empty.jsonl

strictly 1 t.db missing.jsonl
strictly 4 t.db nothing
grep -q "there are no spans in the input" err || fail "it is not told why: $(cat err)"
expect_exit 0 "$TRACEWH" --db t.db ingest nothing
strictly 4 t.db few
strictly 4 t.db few
strictly 0 t.db good.jsonl
strictly 0 t.db good.jsonl
strictly 0 t.db few good.jsonl

# Whoever read it first, and whatever it is called now.
expect_exit 0 "$TRACEWH" --db t.db ingest bad.jsonl
strictly 1 t.db bad.jsonl
grep -q "could not be read when the input was first ingested" err || fail "it is not told why: $(cat err)"
strictly 1 t.db good.jsonl bad.jsonl
mv bad.jsonl renamed.jsonl
strictly 1 t.db renamed.jsonl
expect_exit 0 "$TRACEWH" --db t.db ingest renamed.jsonl
strictly 0 t.db good.jsonl

# What was read before it grew.
strictly 1 grown.db renamed.jsonl
head -n 1 good.jsonl | sed 's/"traceId":"../"traceId":"ab/g' >>renamed.jsonl
strictly 1 grown.db renamed.jsonl

# A record that broke off is no error any more once it is whole.
head -c "$(($(wc -c <good.jsonl) - 100))" good.jsonl >cut.jsonl
strictly 1 cut.db cut.jsonl
strictly 1 cut.db cut.jsonl
cp good.jsonl cut.jsonl
strictly 0 cut.db cut.jsonl
strictly 0 cut.db cut.jsonl
