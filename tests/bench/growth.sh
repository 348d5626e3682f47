#!/bin/sh
# Does an ingest stay as fast and as small when the data grows? At one and two threads that decode.
. "$(dirname "$0")/common.sh"
largest=${SPANS:-10000000}
sizes=
for size in 100000 500000 1000000 10000000; do
  [ "$size" -gt "$largest" ] || sizes="$sizes $size"
done

ingest_all() {
  for size in $sizes; do
    input=$(json_lines "$size")
    for threads in 1 2; do
      rm -f "$work"/growth.db*
      run "$size $threads" "$tracewh" --db "$work/growth.db" --quiet ingest --threads "$threads" "$input"
    done
    bytes_of "$work/growth.db" >"$runs/$size.bytes"
  done
}

rounds=${ROUNDS:-3}
each_round ingest_all

title "growth: threads that decode"
for threads in 1 2; do
  for size in $sizes; do
    row "$size spans, $threads thread(s): rate" "$(rate "$size $threads" "$size")" spans/s
    row "$size spans, $threads thread(s): peak memory" "$(mebibytes "$size $threads")" MiB "<= 400 MB"
  done
  [ "$largest" -lt 10000000 ] || row "rate at 10 million / 500 thousand, $threads thread(s)" \
    "$(ratio "$(rate "10000000 $threads" 10000000)" "$(rate "500000 $threads" 500000)")" ratio ">= 0.85"
done
for size in $sizes; do
  row "$size spans: database" "$(ratio "$(cat "$runs/$size.bytes")" "$size")" bytes/span
  row "$size spans: database / JSON" "$(ratio "$(cat "$runs/$size.bytes")" "$(bytes_of "$(json_lines "$size")")")" \
    ratio "<= 0.30"
done
