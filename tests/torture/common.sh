# Sourced by every kind of torture: until when, what a round came to, and the figures for the table.
# shellcheck shell=sh
. "$(dirname "$0")/../e2e/common.sh"
: "${KIND:?}" "${MEASURE:?}" "${SEED:?}" "${ALLOWED_SECONDS:?}" "${FIGURES:?}"
here=$(dirname "$here")/e2e # of digest.sh

# Preparations are not counted.
start_clock() { deadline=$(($(date +%s) + ALLOWED_SECONDS)); }
time_is_left() { [ "$(date +%s)" -lt "$deadline" ]; }

# The lines of standard input in an order that the seed decides; a line more or less changes nothing for the others.
shuffled() {
  yes "$SEED" | head -c 1024 >seed
  sort -R --random-source=seed
}

# begin_round NAME: until end_round, all is well with the round unless found() is told otherwise.
begin_round() {
  round_name=$1
  verdict=none
}

# found lost|twice|crashed|wrong WORDS…: what came first is what is counted.
found() {
  [ "$verdict" != none ] || verdict=$1
  kind_of_fault=$1
  shift
  printf '%s: %s: %s: %s\n' "$KIND" "$round_name" "$kind_of_fault" "$*" >&2
}

# A line of figures: kind, rounds, lost, twice, crashed, wrong, slowest in milliseconds, peak memory in KiB.
end_round() {
  [ -s report ] || echo '0 0' >report
  awk -v kind="$KIND" -v verdict="$verdict" '
    function is(name) { return verdict == name ? 1 : 0 }
    { print kind, 1, is("lost"), is("twice"), is("crashed"), is("wrong"), $1, $2 }' report >>"$FIGURES"
}
