#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

"$GENERATE" --spans 20000 --seed 21 >spans.jsonl
"$TRACEWH" --db plain.db --quiet ingest --run nightly-1 spans.jsonl "$FIXTURES" >/dev/null
cp plain.db small.db
"$TRACEWH" --db small.db --quiet compact
[ "$(stat -c %s small.db)" -lt $(($(stat -c %s plain.db) / 2)) ] || fail "the file did not become small"

# same ARGUMENT…: what is asked of one database and of the other gives the same bytes and exit code.
same() {
  for database in plain small; do
    code=0
    "$TRACEWH" --db $database.db "$@" >$database.out 2>$database.err || code=$?
    echo "exit $code" >>$database.err
  done
  cmp plain.out small.out || fail "'$*' gives another answer"
  cmp plain.err small.err || fail "'$*' reports something else"
}

for name in $("$TRACEWH" --format tsv query list | tail -n +2 | cut -f 1); do
  case $name in
    worker) same --format csv query worker --id worker-7 --limit 0 ;;
    grep) same --format csv query grep --text gpt --limit 0 ;;
    type) same --format csv query type --name code_generation --limit 0 ;;
    explain) same --format csv query explain --of failed --limit 0 ;;
    *) same --format csv query "$name" --limit 0 ;;
  esac
done
trace=$("$TRACEWH" --db plain.db --format tsv query slow --limit 1 2>err | tail -n 1 | cut -f 1)
same trace "$trace"
same query slow --min 5s --limit 5 --tree
same tree --query slow
same --format csv sql 'SELECT count(attributes), sum(length(events)), count(links) FROM spans'
for format in otlp-json csv; do same export --all --to $format; done
expect "files of the database" small.db "$(ls small.db*)"

"$TRACEWH" --db small.db --quiet expand
cmp plain.db small.db || fail "the expanded database is another"
