# Sourced after common.sh: the questions whose times and instructions are measured.
# shellcheck shell=sh disable=SC2034,SC2154  # common.sh, and those who source both, share its names

# What a canned query cannot do without.
required_arguments() {
  case $1 in
    worker) echo --id worker-7 ;;
    type) echo --name code_generation ;;
    grep) echo --text gpt-4 ;;
    explain) echo --of failed ;;
  esac
}

queries() { "$tracewh" --format tsv query list | tail -n +2 | cut -f 1; }
# Queries that look at whole traces are measured by analysis.sh.
is_analysis() { grep -q '^-- analysis:' "$bench/../../queries/$1.sql"; }

# for_each_analysis FUNCTION: calls FUNCTION NAME ARGUMENT…; the arguments are tracewh's.
# shellcheck disable=SC2046  # the arguments are words
for_each_analysis() {
  for query in $(queries); do
    if is_analysis "$query"; then "$1" "$query" query "$query" $(required_arguments "$query"); fi
  done
}

# for_each_question FUNCTION TRACE: the same for each other question.
# shellcheck disable=SC2046  # the arguments are words
for_each_question() {
  for query in $(queries); do
    is_analysis "$query" || "$1" "query $query" query "$query" $(required_arguments "$query")
  done
  "$1" "trace by ID" trace "$2"
  "$1" "trace by prefix" trace "$(printf %.10s "$2")"
  "$1" "aggregated tree" tree --query slow
  "$1" "version" --version
  has_attribute_search || return 0
  for_each_attribute_search "$1"
}

has_attribute_search() { "$tracewh" query spans --help | grep -q -e --attr; }
# Indexes of attributes are a verb of their own.
has_index() { "$tracewh" index --help >"$runs/output" 2>&1; }

attribute_keys="llm.model multiagent.message.id"

# One that many spans have, and one that only an early span has: the worst case for an answer of the newest spans.
for_each_attribute_search() {
  "$1" "attribute of many spans" query spans --attr llm.model=gpt-4
  "$1" "attribute of one span" query spans --attr multiagent.message.id=msg-00000001
}
