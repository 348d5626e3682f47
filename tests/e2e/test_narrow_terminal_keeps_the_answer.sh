#!/bin/sh
# On a terminal of 80 columns, what a query is asked for stays, and each short ID is found.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
script -qec true /dev/null </dev/null >/dev/null 2>err || skip "this machine gives no pseudo-terminal: $(cat err)"

# terminal COLUMNS ARGUMENT…: what tracewh shows on a terminal that wide, in ./screen.
terminal() {
  columns=$1
  shift
  COLUMNS=$columns TERM=dumb script -qec "$TRACEWH --db t.db $*" /dev/null </dev/null | tr -d '\r' >screen
  awk -v width="$columns" 'length > width { long = 1 } END { exit long }' screen || fail "$* is wider than $columns"
}

# shows WORD…: the heading has these words.
shows() {
  for word in "$@"; do
    head -n 1 screen | grep -qw "$word" || fail "'$word' is not in: $(head -n 1 screen)"
  done
}

LC_ALL=C
export LC_ALL
ingest t.db "$FIXTURES"
terminal 80 query failed
shows trace_id name evidence
sed '1,2d; /^not shown/d; / of other roles;/d' screen | while read -r id rest; do
  "$TRACEWH" --db t.db trace "$id" >/dev/null || fail "the ID of '$id $rest' is not found"
done
terminal 80 query slow
shows trace_id name duration
terminal 80 query worker --id worker-7
shows name duration
terminal 80 query traces
shows trace_id name duration errors
terminal 80 query workers
shows worker_id busy error
terminal 80 query operations
shows name count total
terminal 80 query grep --text gpt
shows name found_in excerpt
terminal 80 tree
sed -i 1d screen
shows name self share
terminal 80 query failed --columns span_id,service,evidence
shows span_id service evidence
