#!/bin/sh
# torture.sh BUILD MINUTES SEED [KIND…]: shares the time between the kinds of torture, all of them without KIND, and
# prints what came of them. The same seed takes the same rounds in the same order. Ends with 1 when anything was
# found.
set -eu
directory=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
minutes=$2
SEED=$3
shift 3
[ $# -gt 0 ] || set -- kills failing_calls power_loss mutations attacks

TRACEWH=$build/tracewh
GENERATE=$build/tests/bench/tracewh_generate
MEASURE=$build/tests/bench/tracewh_measure
ATTACKS=$build/tests/torture/tracewh_attacks
FIXTURES=$directory/../../fixtures
ALLOWED_SECONDS=$((minutes * 60 / $#))
FIGURES=$(mktemp)
export TRACEWH GENERATE MEASURE ATTACKS FIXTURES SEED ALLOWED_SECONDS FIGURES
trap 'rm -f "$FIGURES"' EXIT

# run_program KIND: a program that a signal ended prints no figures.
run_program() {
  "$build/tests/torture/tracewh_$1" "$SEED" 0 1000000000 "$ALLOWED_SECONDS" >>"$FIGURES" || code=$?
  [ "$code" -lt 128 ] || echo "$1 1 0 0 1 0 0 0" >>"$FIGURES"
}

printf 'seed %s, %s s for each of: %s\n' "$SEED" "$ALLOWED_SECONDS" "$*" >&2
status=0
for kind in "$@"; do
  code=0
  if [ -f "$directory/$kind.sh" ]; then KIND=$kind sh "$directory/$kind.sh" || code=$?
  else run_program "$kind"; fi
  [ "$code" -eq 0 ] || [ "$code" -eq 77 ] || { echo "$kind ended with $code" >&2; status=1; }
done

# A line of $FIGURES is what one round, or one program, came to: see end_round in common.sh.
awk -v kinds="$*" '
  { rounds[$1] += $2; lost[$1] += $3; twice[$1] += $4; crashed[$1] += $5; wrong[$1] += $6
    if ($7 > slowest[$1]) slowest[$1] = $7
    if ($8 > peak[$1]) peak[$1] = $8
    found += $3 + $4 + $5 + $6 }
  END {
    format = "%-14s %8s %6s %6s %8s %6s %10s %12s\n"
    printf format, "kind", "rounds", "lost", "twice", "crashed", "wrong", "slowest", "peak memory"
    count = split(kinds, names, " ")
    for (i = 1; i <= count; ++i) {
      name = names[i]
      printf format, name, rounds[name] + 0, lost[name] + 0, twice[name] + 0, crashed[name] + 0, wrong[name] + 0,
        sprintf("%.1f s", slowest[name] / 1000), sprintf("%.0f MiB", peak[name] / 1024)
    }
    exit found > 0
  }' "$FIGURES" || status=1
exit "$status"
