#!/bin/sh
# How small does a compacted database become, how long does that take, and how do questions feel it?
. "$(dirname "$0")/common.sh"
. "$bench/questions.sh"
spans=${SPANS:-500000}
input=$(json_lines "$spans")
plain_database=$(database_of "$input")
compacted_database=$work/compacted.db
megabytes=$(($(bytes_of "$plain_database") / 1000000))

rewrite_once() {
  cp "$plain_database" "$compacted_database"
  run compact "$tracewh" --db "$compacted_database" --quiet compact
  run expand "$tracewh" --db "$compacted_database" --quiet expand
}

ask_once() {
  for form in plain compacted; do
    eval "database=\$${form}_database"
    if cool "$database"; then run "$asked $form cold" "$tracewh" --db "$database" "$@"; fi
    run "$asked $form warm" "$tracewh" --db "$database" "$@"
  done
}

ask() {
  asked=$1
  shift
  [ "$asked" != version ] || return 0
  attempt "$asked" ask_once "$@" || return 0
  for state in warm cold; do
    [ -f "$runs/$asked plain $state.figures" ] || continue
    row "$asked, plain, $state" "$(milliseconds "$asked plain $state")" ms
    row "$asked, compacted, $state" "$(milliseconds "$asked compacted $state")" ms \
      "$(ratio "$(milliseconds "$asked compacted $state")" "$(milliseconds "$asked plain $state")")"
  done
}

# ask_all NAME TARGET ARGUMENT…: a question that reads all spans, and how many it reads in a second.
ask_all() {
  asked=$1
  target=$2
  shift 2
  attempt "$asked" ask_once "$@" || return 0
  for form in plain compacted; do
    for state in warm cold; do
      [ ! -f "$runs/$asked $form $state.figures" ] ||
        row "$asked, $form, $state" "$(rate "$asked $form $state" "$spans")" spans/s "$target"
    done
  done
}

each_round rewrite_once
"$tracewh" --db "$compacted_database" --quiet compact

title "compact: $spans spans, $(bytes_of "$input") bytes of JSON"
row "compacted database / JSON" "$(ratio "$(bytes_of "$compacted_database")" "$(bytes_of "$input")")" ratio "<= 0.12"
row "plain database / JSON" "$(ratio "$(bytes_of "$plain_database")" "$(bytes_of "$input")")" ratio
row "compact: plain bytes" "$(rate compact "$megabytes")" MB/s
row "compact: peak memory" "$(mebibytes compact)" MiB
row "expand: plain bytes" "$(rate expand "$megabytes")" MB/s

ask_all "attributes of all spans" ">= 200000" sql "SELECT count(attributes) FROM spans"
ask_all "export of all spans" "" export --all --to otlp-json

title "compact: questions to $spans spans, whole processes" "compacted : plain"
for_each_question ask "$(early_trace "$input")"
