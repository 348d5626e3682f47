#!/bin/sh
# How long does each analysis take over all traces and over one, as a whole process, with the database in the page
# cache? And how much do they find of what is known to be there, with all spans and without a tenth of them?
. "$(dirname "$0")/common.sh"
. "$bench/questions.sh"
spans=${SPANS:-1000000}
input=$(json_lines "$spans")
database=$(database_of "$input")
trace=$(early_trace "$input")

ask() {
  asked=$1
  shift
  attempt "$asked" ask_once "$@" || return 0
  row "$asked, all traces: time" "$(milliseconds "$asked all")" ms "<= 3000"
  row "$asked, all traces: peak memory" "$(mebibytes "$asked all")" MiB "<= 400 MB"
  [ ! -f "$runs/$asked one.figures" ] || row "$asked, one trace: time" "$(milliseconds "$asked one")" ms "<= 50"
}

ask_once() {
  run "$asked all" "$tracewh" --db "$database" "$@" --limit 0
  # Those hold traces against others.
  [ "$asked" = explain ] || [ "$asked" = joins ] || run "$asked one" "$tracewh" --db "$database" "$@" --trace "$trace"
}

# truth_target NAME FACTS: findings of joins and failures stand the loss of spans.
truth_target() {
  case $1 in
    *" lost: joins" | *" lost: blame") [ "$2" -eq 0 ] || echo ">= 0.95, " ;;
    *" lost: "*) ;;
    *) echo "= 1, " ;;
  esac
}

title "analysis: $spans spans, whole processes"
for_each_analysis ask

title "analysis: what is found of what is known"
"$tools/tracewh_known_truth" "$rounds" >"$runs/truth" || fail "tracewh_known_truth failed"
tab=$(printf '\t')
while IFS=$tab read -r history analysis precision recall facts wrong; do
  name="$history: $analysis"
  row "$name" "$precision $recall" "prec. rec." "$(truth_target "$name" "$facts")$facts facts, $wrong wrong"
done <"$runs/truth"
