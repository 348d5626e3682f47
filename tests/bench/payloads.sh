#!/bin/sh
# Do questions feel prompts of 8 to 64 KB in the LLM spans? The same spans with and without them, in turns.
. "$(dirname "$0")/common.sh"
. "$bench/questions.sh"
spans=${SPANS:-100000}
rounds=${ROUNDS:-11}
plain=$(json_lines "$spans")
heavy=$(generated "payloads-$spans.jsonl" --spans "$spans" --payload-bytes 8000-64000)

plain_database=$(database_of "$plain")
heavy_database=$(database_of "$heavy")

ask_once() {
  run "$asked plain" "$tracewh" --db "$plain_database" "$@"
  run "$asked heavy" "$tracewh" --db "$heavy_database" "$@"
}

ask() {
  asked=$1
  shift
  [ "$asked" != version ] || return 0
  attempt "$asked" ask_once "$@" || return 0
  row "$asked, without prompts" "$(milliseconds "$asked plain")" ms
  row "$asked, with prompts" "$(milliseconds "$asked heavy")" ms \
    "$(ratio "$(milliseconds "$asked heavy")" "$(milliseconds "$asked plain")")"
}

title "payloads: $spans spans, $(bytes_of "$heavy") bytes of JSON" "with : without"
row "database / JSON" "$(ratio "$(bytes_of "$heavy_database")" "$(bytes_of "$heavy")")" ratio
for_each_question ask "$(early_trace "$plain")"
