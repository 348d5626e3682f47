#!/bin/sh
# Each help fits 80 columns, shows examples, and tells the options of every verb and how times are written.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

names() { awk '$0 == "Subcommands:" { on = 1; next } !NF { on = 0 } on && /^  [a-z]/ { print $1 }'; }

check() {
  "$TRACEWH" "$@" --help >help
  awk 'length > 80 { print; long = 1 } END { exit long }' help || fail "$* --help has lines of more than 80 columns"
  grep -q '^Examples:' help || fail "$* --help shows no examples"
}

# check_below VERB…: also the options of every verb.
check_below() {
  check "$@"
  for option in --db --format --no-color --quiet --in-memory; do
    grep -q -- "^  $option" help || fail "$* --help does not tell of $option"
  done
}

check
for verb in $(names <help); do
  check_below "$verb"
  below=$(names <help)
  for name in $below; do check_below "$verb" "$name"; done
done

"$TRACEWH" query slow --help >help
grep -q '^  DURATION  *numbers with units' help || fail "the syntax of durations is not told"
grep -q '^  TIME  *2026-01-02T03:04:05Z' help || fail "the syntax of times is not told"
grep -q 'UTC' help || fail "it is not told that times are in UTC"
