#!/bin/sh
# bench.sh BUILD [OPTION…]: measures the program on generated spans; a script beside this one answers each question.
set -eu
usage() {
  cat <<'TEXT'
Usage: ./dev bench [QUESTION…] [--spans N] [--rounds R]

  --ingest        JSON lines, gzip and protobuf against the floor, memory, size of the database
  --queries       each question as a whole process, warm and cold
  --analysis      each analysis over all traces and over one, and what it finds of what is known to be there
  --compare       how often comparisons of simulated runs find what is worse, and raise a false alarm
  --decode        each input format, one thread, nothing stored
  --peers         DuckDB and ClickHouse, ingest and questions; fetches them from npm
  --growth        100 thousand to 10 million spans, at one and two decoding threads
  --compact       a compacted database: size, time to make it and to undo it, questions to it and to the plain one
  --live          what `serve` acknowledges by gRPC and HTTP; with --overload, also when more is sent than may wait
  --reads         questions by HTTP while spans arrive, and what they cost those who send
  --payloads      questions to spans with and without prompts of 8 to 64 KB
  --instructions  instructions of each job, compared with instructions.tsv; --accept replaces that file

Without a question: --ingest --queries --decode. With --record, the figures go to tests/bench/README.md too.
TEXT
}

BUILD=$1
shift
export BUILD
questions=
record=
while [ $# -gt 0 ]; do
  case $1 in
    --ingest | --queries | --analysis | --compare | --decode | --peers | --growth | --compact | --live | --reads | --payloads | --instructions)
      questions="$questions ${1#--}" ;;
    --spans) SPANS=${2:?--spans needs a number}; export SPANS; shift ;;
    --rounds) ROUNDS=${2:?--rounds needs a number}; export ROUNDS; shift ;;
    --overload) OVERLOAD=1; export OVERLOAD ;;
    --accept) ACCEPT=1; export ACCEPT ;;
    --record) record=1 ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 3 ;;
  esac
  shift
done

here=$(cd "$(dirname "$0")" && pwd)
for question in ${questions:-ingest queries decode}; do
  if [ -n "$record" ]; then
    RECORD=$(mktemp)
    export RECORD
  fi
  # The same two processors for everything that is compared.
  taskset -c 0,1 sh "$here/$question.sh"
  [ -z "$record" ] || sh "$here/record.sh" "$question${SPANS:+ $SPANS}" "$RECORD"
done
