#!/bin/sh
# How long does each question take as a whole process, with the database in the page cache (warm) and not (cold)?
. "$(dirname "$0")/common.sh"
. "$bench/questions.sh"
spans=${SPANS:-500000}
input=$(json_lines "$spans")
database=$(database_of "$input")
trace=$(early_trace "$input")

ask() {
  asked=$1
  shift
  attempt "$asked" ask_once "$@" || return 0
  row "$asked, warm" "$(milliseconds "$asked warm")" ms "$target"
  [ ! -f "$runs/$asked cold.figures" ] || row "$asked, cold" "$(milliseconds "$asked cold")" ms
}

ask_once() {
  if cool "$database"; then run "$asked cold" "$tracewh" --db "$database" "$@"; fi
  run "$asked warm" "$tracewh" --db "$database" "$@"
}

ask_with_targets() {
  case $1 in
    version) target="<= 5" ;;
    "aggregated tree") target= ;;
    attribute*) target="<= 1000" ;;
    *) target="<= 20" ;;
  esac
  ask "$@"
}

ask_with_index() {
  indexed="$1, with an index"
  shift
  target="<= 20"
  ask "$indexed" "$@"
}

title "queries: $spans spans, whole processes"
for_each_question ask_with_targets "$trace"
if has_attribute_search && has_index; then
  for key in $attribute_keys; do "$tracewh" --db "$database" --quiet index add "$key" >"$runs/output"; done
  for_each_attribute_search ask_with_index
  for key in $attribute_keys; do "$tracewh" --db "$database" --quiet index drop "$key" >"$runs/output"; done
fi
