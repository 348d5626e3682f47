# Sourced by every script of the benchmark: generated data, repeated runs, medians and rows of the table.
# shellcheck shell=sh
set -eu
: "${BUILD:?}"
# shellcheck disable=SC2034  # for those who source this
bench=$(cd "$(dirname "$0")" && pwd)
tracewh=$BUILD/tracewh
tools=$BUILD/tests/bench
work=$BUILD/../bench
rounds=${ROUNDS:-5}
mkdir -p "$work"
work=$(cd "$work" && pwd)
runs=$(mktemp -d "$work/runs.XXXXXX")
trap 'rm -rf "$runs"' EXIT
unset TRACEWH_DB TRACEWH_QUERIES

fail() { printf 'bench: %s\n' "$*" >&2; exit 1; }

# generated FILE OPTION…: makes $work/FILE of generated spans once, others by another SEED; prints its path.
generated() {
  file=$work/$1
  shift
  if [ ! -s "$file" ]; then
    "$tools/tracewh_generate" --seed "${SEED:-1}" "$@" >"$file.part"
    mv "$file.part" "$file"
  fi
  printf '%s\n' "$file"
}

json_lines() { generated "spans-$1.jsonl" --spans "$1"; }

# The trace of an early span of a file of JSON lines.
early_trace() { head -c 4096 "$1" | sed -n 's/.*"traceId":"\([0-9a-f]*\)".*/\1/p'; }

# A database of the file of JSON lines $1; made anew when the program or the file is newer.
database_of() {
  database=${1%.jsonl}.db
  if [ -z "$(find "$database" -newer "$tracewh" -newer "$1" 2>"$runs/errors")" ]; then
    rm -f "$database"*
    "$tracewh" --db "$database" --quiet ingest "$1" >"$runs/output"
  fi
  printf '%s\n' "$database"
}

# cool FILE: drops the file from the page cache; fails where there is no disk below, such as in a tmpfs. Pages
# that are not on the disk yet would stay.
cool() {
  sync "$1"
  dd if="$1" iflag=nocache count=0 status=none
  [ "$(fincore -nb -o RES "$1")" -eq 0 ]
}

bytes_of() { du -sb "$1" | cut -f 1; }

# run NAME COMMAND…: runs the command and notes its time and its memory for NAME.
run() {
  name=$1
  shift
  "$tools/tracewh_measure" "$runs/report" "$@" >"$runs/output" 2>"$runs/errors" ||
    { cat "$runs/errors" >&2; fail "'$*' failed"; }
  cat "$runs/report" >>"$runs/$name.figures"
}

# each_round COMMAND…: what is compared takes turns in a round, so that a busy machine slows all of it.
each_round() {
  round=0
  while [ "$round" -lt "$rounds" ]; do
    "$@"
    round=$((round + 1))
  done
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
milliseconds() { cut -d ' ' -f 1 "$runs/$1.figures" | median; }
mebibytes() { cut -d ' ' -f 2 "$runs/$1.figures" | median | awk '{ printf "%.0f", $1 / 1024 }'; }
# rate NAME SPANS: spans a second.
rate() { awk -v n="$2" -v ms="$(milliseconds "$1")" 'BEGIN { printf "%.0f", n / ms * 1000 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }

# add_row NAME FIGURE UNIT NOTE: a line of the table, for README.md too when it is recorded.
add_row() {
  printf '%-46s %12s %-10s %s\n' "$@"
  [ -z "${RECORD:-}" ] || printf '| %s | %s | %s | %s |\n' "$@" >>"$RECORD"
}

# title NAME [NOTE]: begins a table; NOTE heads its last column.
title() {
  [ -z "${RECORD:-}" ] || echo >>"$RECORD"
  add_row "$1" figure unit "${2:-target}"
  [ -z "${RECORD:-}" ] || printf '|---|--:|---|---|\n' >>"$RECORD"
}

# row NAME FIGURE UNIT [TARGET]
row() { add_row "$1" "$2" "$3" "${4:-}"; }

# attempt NAME COMMAND…: rounds of what may fail, such as a query that takes too long; a row tells it, the rest goes on.
attempt() {
  attempted=$1
  shift
  (each_round "$@") || { row "$attempted" failed -; return 1; }
}
