#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# Spans of one trace in several files, sides of calls that share an ID, versions of one span, error replies whose
# task comes later, odd times, and what could not be read.
"$GENERATE" --spans 4000 --seed 8 >many.jsonl
split -n l/3 many.jsonl part-
input=$here/../golden/input
ingest_into() {
  database=$1
  shift
  "$TRACEWH" --db "$database" --quiet ingest "$@" >/dev/null
}
ingest_into a.db --run nightly-1 --label sha=aa part-aa part-ac "$FIXTURES/otlp-json/failures.jsonl" "$input/zipkin-shared.json" \
  "$input/version-poor.jsonl" "$input/corrupted-line.jsonl"
ingest_into a.db --run weekly "$FIXTURES/otlp-json/story.jsonl" part-aa
ingest_into b.db --run nightly-2 --label sha=bb part-ab "$input/one-id-in-client-and-server.jsonl" "$input/version-rich.jsonl" \
  "$input/unknown-times.jsonl" "$input/odd-structure.jsonl" "$input/truncated-last-line.jsonl"
ingest_into b.db --run nightly-1 --label os=linux "$FIXTURES/jaeger/story.json" "$FIXTURES/zipkin/shared-span.json" part-ac
ingest_into b.db "$FIXTURES/otlp-json/typed-values.jsonl" "$input/conflict.jsonl"

# What both were made from.
ingest_into whole.db --run nightly-1 --label sha=aa --label os=linux part-aa part-ac "$FIXTURES/otlp-json/failures.jsonl" \
  "$input/zipkin-shared.json" "$input/version-poor.jsonl" "$input/corrupted-line.jsonl" "$FIXTURES/jaeger/story.json" \
  "$FIXTURES/zipkin/shared-span.json"
ingest_into whole.db --run nightly-2 --label sha=bb part-ab "$input/one-id-in-client-and-server.jsonl" "$input/version-rich.jsonl" \
  "$input/unknown-times.jsonl" "$input/odd-structure.jsonl" "$input/truncated-last-line.jsonl"
ingest_into whole.db --run weekly "$FIXTURES/otlp-json/story.jsonl" part-aa
ingest_into whole.db "$FIXTURES/otlp-json/typed-values.jsonl" "$input/conflict.jsonl"

# Runs, totals and issues beside what the digest tells.
told() {
  digest "$1"
  query "$1" "
    SELECT name, (SELECT group_concat(key || '=' || value) FROM (SELECT key, value FROM json_each(labels) ORDER BY key)),
           traces, spans, errors, start_ns, end_ns FROM run ORDER BY name;
    SELECT service.text, name.text, role, spans, errors, total_ns, max_ns, durations
      FROM operation_total AS t JOIN string AS service ON service.id = t.service JOIN string AS name ON name.id = t.name ORDER BY 1, 2, 3;
    SELECT t.trace_hex, run.name FROM trace_run AS m JOIN trace AS t ON t.id = m.trace JOIN run ON run.id = m.run ORDER BY 1, 2;
    SELECT t.trace_hex, s.span_id, text FROM span AS s JOIN trace AS t ON t.id = s.trace LEFT JOIN string ON string.id = error ORDER BY 1, 2"
}
issues() { query "$1" "SELECT offset, severity, code, count FROM ingest_issue ORDER BY 1, 2, 3, 4"; }
expected=$(told whole.db)

ingest_into ab.db a.db b.db
[ "$expected" = "$(told ab.db)" ] || { told whole.db >1; told ab.db >2; diff 1 2 | head -20 >&2; fail "a and b are not the whole"; }
expect "issues" "$(issues whole.db)" "$(issues ab.db)"
intact ab.db
cp b.db compacted.db
"$TRACEWH" --db compacted.db --quiet compact
ingest_into ba.db compacted.db a.db
[ "$expected" = "$(told ba.db)" ] || fail "b, compacted, and a are not the whole"
# Into one that holds some of it already, and from one that was made from databases itself.
ingest_into mixed.db --run nightly-1 part-ac "$input/version-poor.jsonl" "$input/zipkin-shared.json"
ingest_into mixed.db ba.db
[ "$expected" = "$(told mixed.db)" ] || fail "ba, ingested into a part, is not the whole"

# Again, and by another name: known.
before=$(query ab.db 'SELECT max(id) FROM ingest_file')
cp a.db renamed.db
expect_exit 0 "$TRACEWH" --db ab.db ingest a.db b.db renamed.db
expect "what is told" "3 files unchanged, passed over" "$(cat err)"
expect "files" "$before" "$(query ab.db 'SELECT max(id) FROM ingest_file')"
[ "$expected" = "$(told ab.db)" ] || fail "a repeated ingest changed something"
# What it was made from, too.
ingest_into ab.db part-aa part-ab part-ac
expect "digest" "$(digest whole.db)" "$(digest ab.db)"

# The run of the ingest is one more.
ingest_into named.db --run merged a.db
expect "runs" "merged,nightly-1,weekly" "$(query named.db "SELECT group_concat(name) FROM (SELECT name FROM run ORDER BY name)")"
expect "traces in it" "$(query a.db 'SELECT count(*) FROM trace')" "$(query named.db "SELECT traces FROM run WHERE name = 'merged'")"

# --strict judges what the database was made from.
expect_exit 1 "$TRACEWH" --db strict.db ingest --strict a.db
grep -q "issues* with the input" err || fail "the issues are not told: $(cat err)"
expect_exit 1 "$TRACEWH" --db strict.db ingest --strict a.db
ingest_into good.db part-aa
expect_exit 0 "$TRACEWH" --db strict.db ingest --strict good.db

# A database that is written to is another one each time.
"$GENERATE" --spans 300 --seed 9 >more.jsonl
ingest_into good.db more.jsonl
expect_exit 0 "$TRACEWH" --db strict.db --format json ingest good.db
[ "$(json_value spans_inserted)" -ge 300 ] || fail "what came later is missing: $(cat out)"

# What is not one is refused unharmed; in a directory it is passed over.
mkdir mixed
sqlite3 mixed/foreign.db 'CREATE TABLE t (a)'
cp "$FIXTURES/databases/schema-4.db" mixed/older.db
cp part-aa mixed
expect_exit 1 "$TRACEWH" --db refused.db ingest mixed/foreign.db
grep -qx "tracewh: mixed/foreign.db: it is an SQLite database, but not one of tracewh" err || fail "foreign: $(cat err)"
expect_exit 1 "$TRACEWH" --db refused.db ingest mixed/older.db
grep -q "older.db: it has schema version 4, .* bring it up to date with: tracewh --db mixed/older.db migrate" err || fail "older: $(cat err)"
gzip -k good.db
expect_exit 1 "$TRACEWH" --db refused.db ingest good.db.gz
expect_exit 1 "$TRACEWH" --db refused.db ingest - <good.db
expect_exit 1 "$TRACEWH" --db refused.db ingest --redact secret good.db
expect "spans of refused databases" 0 "$(query refused.db 'SELECT count(*) FROM span')"
expect_exit 0 "$TRACEWH" --db mixed/own.db ingest mixed
expect_exit 0 "$TRACEWH" --db mixed/own.db ingest mixed
grep -q "mixed/own.db: skipped, it belongs to the database that is written" err || fail "own: $(cat err)"
"$TRACEWH" --db mixed/older.db migrate
expect_exit 0 "$TRACEWH" --db older.db ingest mixed/older.db
expect "digest of an older one" "$(digest mixed/older.db)" "$(digest older.db)"

# Killed in between, a repetition brings it to the end.
"$GENERATE" --spans 60000 --seed 10 >large.jsonl
ingest_into large.db large.jsonl
"$TRACEWH" --db killed.db --quiet ingest large.db &
writer=$!
wait_for_size "$writer" killed.db-wal 400000
kill -9 "$writer" 2>/dev/null || :
wait "$writer" 2>/dev/null || :
ingest_into killed.db large.db
expect "digest after a kill" "$(digest large.db)" "$(digest killed.db)"
intact killed.db
