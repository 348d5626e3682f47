#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# fixtures/README.md tells which files the older databases hold.
"$TRACEWH" --db fresh.db --quiet ingest --run nightly-1 --label sha=4f2a9c \
  "$FIXTURES"/otlp-json/failures.jsonl "$FIXTURES"/otlp-json/fan-out.jsonl "$FIXTURES"/otlp-json/incomplete.jsonl \
  "$FIXTURES"/otlp-json/unfinished.jsonl "$FIXTURES"/otlp-json/story.jsonl "$FIXTURES"/otlp-json/gen-ai.jsonl \
  "$FIXTURES"/otlp-json/typed-values.jsonl "$FIXTURES"/otlp-json/priorities.jsonl >/dev/null

# The tables, indexes and views of a database, but for how their definitions are laid out and told in comments.
schema() { query "$1" "SELECT m.type, m.name, c.name, c.type FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS c ORDER BY 1, 2, 3"; }

current=$(query fresh.db "PRAGMA user_version")
[ -e "$FIXTURES/databases/schema-$((current - 1)).db" ] || fail "there is no database of the version before $current"

for path in "$FIXTURES"/databases/schema-*.db; do
  version=${path##*-}
  version=${version%.db}
  older=older-$version.db
  cp "$path" "$older"
  chmod u+w "$older"
  expect_exit 1 "$TRACEWH" --db "$older" query slow
  grep -q "tracewh --db $older migrate" err || fail "it is not told what to do: $(cat err)"
  expect_exit 0 "$TRACEWH" --db "$older" migrate
  intact "$older"
  expect "references of version $version" "" "$(query "$older" "PRAGMA foreign_key_check")"
  expect "schema of version $version" "$(schema fresh.db)" "$(schema "$older")"
  expect "content of version $version" "$(digest fresh.db)" "$(digest "$older")"
  for name in operations services workers runs errors failed slow traces; do
    for choice in "" "--since 2020-01-01"; do
      [ "$name $choice" != "runs --since 2020-01-01" ] || continue
      # shellcheck disable=SC2086  # an option and its value, or nothing
      expect "$name $choice of version $version" "$("$TRACEWH" --db fresh.db --format csv query $name $choice)" \
        "$("$TRACEWH" --db "$older" --format csv query $name $choice)"
    done
  done
  expect_exit 0 "$TRACEWH" --db "$older" --format json ingest "$FIXTURES"/otlp-json/story.jsonl
  expect "spans of a file that it knows" 0 "$(json_value spans_read)"
done

# Times that version 5 took for what they said.
input=$here/../golden/input
"$TRACEWH" --db odd.db --quiet ingest --run odd "$input"/unknown-times.jsonl "$input"/unknown-times.zipkin.json \
  "$input"/odd-structure.jsonl >/dev/null
cp "$FIXTURES/databases/odd-times-5.db" older-odd.db
chmod u+w older-odd.db
expect_exit 0 "$TRACEWH" --db older-odd.db migrate
intact older-odd.db
expect "references of odd times" "" "$(query older-odd.db "PRAGMA foreign_key_check")"
expect "content with odd times" "$(digest odd.db)" "$(digest older-odd.db)"
for name in operations services workers runs errors traces; do
  expect "$name of odd times" "$("$TRACEWH" --db odd.db --format csv query $name)" \
    "$("$TRACEWH" --db older-odd.db --format csv query $name)"
done
expect "odd times as they came" "$("$TRACEWH" --db odd.db export --all --to otlp-json | tr , '\n' | grep TimeUnixNano | sort)" \
  "$("$TRACEWH" --db older-odd.db export --all --to otlp-json | tr , '\n' | grep TimeUnixNano | sort)"

expect_exit 0 "$TRACEWH" --db older-4.db index list
grep -q 'multiagent.worker.id' out || fail "the index is lost"
