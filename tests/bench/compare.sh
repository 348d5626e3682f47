#!/bin/sh
# How often do comparisons of runs find what is worse, and how often do they raise a false alarm? Simulated runs of which
# it is known how they differ; 40 comparisons of each sort a round.
. "$(dirname "$0")/common.sh"
comparisons=$((rounds * 40))

# share_row NAME SHARE [TARGET]
share_row() { row "$1" "$(awk -v share="$2" 'BEGIN { printf "%.1f", 100 * share }')" % "${3:-}"; }

# found_target NAME: ten runs against ten with realistic noise must do.
found_target() {
  case $1 in
    *,* | renamed*) ;;
    *) echo ">= 90" ;;
  esac
}

title "compare: $comparisons comparisons each"
"$tools/tracewh_compare_truth" "$comparisons" >"$runs/truth" || fail "tracewh_compare_truth failed"
tab=$(printf '\t')
while IFS=$tab read -r name found alarms; do
  case $name in
    equal* | renamed*) ;;
    *) share_row "$name: found" "$found" "$(found_target "$name")" ;;
  esac
  share_row "$name: false alarms" "$alarms" "$(case $name in equal*) echo "<= 5" ;; esac)"
done <"$runs/truth"
