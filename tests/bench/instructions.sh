#!/bin/sh
# How many instructions does each job take? They hardly depend on how busy a machine is, so that what a change costs
# can be told anywhere. Compares with instructions.tsv; with ACCEPT=1, replaces it.
. "$(dirname "$0")/common.sh"
. "$bench/questions.sh"
table=$bench/instructions.tsv
input=$(json_lines 20000)
database=$work/instructions.db
rm -f "$database"*

# count NAME ARGUMENT…: adds a line to the new table.
count() {
  counted=$1
  shift
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$tracewh" --db "$database" "$@" \
    >"$runs/output" 2>"$runs/errors" || { cat "$runs/errors" >&2; fail "'$*' failed"; }
  instructions=$(sed -n 's/^.*Collected : *\([0-9]*\)$/\1/p' "$runs/errors")
  printf '%s\t%s\n' "$counted" "$instructions" >>"$runs/table"
  before=$(awk -F '\t' -v name="$counted" '$1 == name { print $2 }' "$table")
  row "$counted" "$instructions" instr. \
    "$(awk -v a="$instructions" -v b="${before:-0}" 'BEGIN { if (b) printf "%+.2f %%", (a / b - 1) * 100; else print "new" }')"
}

printf 'job\tinstructions\n' >"$runs/table"
[ -s "$table" ] || cp "$runs/table" "$table"
title "instructions: 20000 spans" change
count ingest --quiet ingest --threads 1 "$input"
for_each_question count "$(early_trace "$input")"
[ -z "${ACCEPT:-}" ] || cp "$runs/table" "$table"
