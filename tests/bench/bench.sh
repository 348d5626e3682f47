#!/bin/sh
# bench.sh BUILD [--spans N] [--rounds R]: measures the program on generated spans and prints a table.
# Compared times are taken in turns in one run, so that a busy machine slows both; medians are shown.
set -eu
build=$1
shift
spans=500000
rounds=5
while [ $# -gt 0 ]; do
  case $1 in
    --spans) spans=$2 ;;
    --rounds) rounds=$2 ;;
    *) echo "bench: unknown option $1" >&2; exit 3 ;;
  esac
  shift 2
done
tracewh=$build/tracewh
tools=$build/tests/bench
work=$build/../bench
mkdir -p "$work"
data=$work/spans-$spans.jsonl
[ -s "$data" ] || "$tools/tracewh_generate" --spans "$spans" --seed 1 >"$data"
# Reading from the page cache, every time.
cat "$data" >/dev/null

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
row() { printf '%-44s %12s %s\n' "$1" "$2" "$3"; }

rm -f "$work"/*.times
round=0
while [ "$round" -lt "$rounds" ]; do
  rm -f "$work"/floor.db* "$work"/ingest.db*
  "$tools/tracewh_measure" "$work/report" "$tools/tracewh_floor" "$data" "$work/floor.db"
  cut -d ' ' -f 1 "$work/report" >>"$work/floor.times"
  "$tools/tracewh_measure" "$work/report" "$tracewh" --db "$work/ingest.db" --quiet ingest "$data" >/dev/null
  cut -d ' ' -f 1 "$work/report" >>"$work/ingest.times"
  cut -d ' ' -f 2 "$work/report" >>"$work/memory.times"
  round=$((round + 1))
done

floor=$(median "$work/floor.times")
ingest=$(median "$work/ingest.times")
rate() { awk -v n="$spans" -v ms="$1" 'BEGIN { printf "%.0f", n / ms * 1000 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }

row "$spans spans, $(stat -c %s "$data") bytes of OTLP JSON" "" ""
row "floor: append to one table, no key, no index" "$(rate "$floor")" "spans/s"
row "ingest" "$(rate "$ingest")" "spans/s"
row "ingest : floor" "$(ratio "$floor" "$ingest")" "(more is better)"
row "peak memory of the ingest" "$(median "$work/memory.times" | awk '{ printf "%.0f", $1 / 1024 }')" "MiB"
row "database : input" "$(ratio "$(stat -c %s "$work/ingest.db")" "$(stat -c %s "$data")")" "bytes"

# Each canned query as a whole process, with its defaults; those that ask for an argument are left out.
"$tracewh" --db "$work/ingest.db" --format tsv query list | tail -n +2 | cut -f 1 | while read -r name; do
  round=0
  while [ "$round" -lt "$rounds" ]; do
    "$tools/tracewh_measure" "$work/report" \
      "$tracewh" --db "$work/ingest.db" query "$name" >/dev/null 2>&1 || break
    cut -d ' ' -f 1 "$work/report" >>"$work/query-$name.times"
    round=$((round + 1))
  done
  [ "$round" -lt "$rounds" ] || row "query $name" "$(median "$work/query-$name.times")" "ms"
done

# One thread, without storing: each format that is read.
fixtures=$(dirname "$0")/../../fixtures
"$tools/tracewh_decode_speed" "$fixtures"/otlp-json/story.jsonl "$fixtures"/otlp-proto/story.pb \
  "$fixtures"/otlp-proto/story.stream.pb "$fixtures"/jaeger/story.json "$fixtures"/jaeger/story.thrift \
  "$fixtures"/zipkin/shared-span.json "$fixtures"/console/go-stdouttrace.jsonl \
  "$fixtures"/console/python-console.txt "$fixtures"/console/trace-lines.log
