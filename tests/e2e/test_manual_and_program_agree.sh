#!/bin/sh
# shellcheck disable=SC2016  # what stands in backquotes is Markdown
# Whatever the program offers is in the manual, and the manual offers nothing else.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
manual=$here/../../README.md

# agree WHAT: the lines of ./offered and ./told are the same, in any order.
agree() {
  sort -u offered >offered.sorted
  sort -u told >told.sorted
  [ -s offered.sorted ] || fail "the program offers no $1"
  missing=$(comm -23 offered.sorted told.sorted | tr '\n' ' ')
  invented=$(comm -13 offered.sorted told.sorted | tr '\n' ' ')
  [ -z "$missing" ] || fail "$1 that the manual does not tell of: $missing"
  [ -z "$invented" ] || fail "$1 that only the manual knows: $invented"
}

# The names in the first column of the list behind the heading $1 of a help.
listed() { awk -v heading="$1" '$0 == heading { on = 1; next } !NF || /^[^ ]/ { on = 0 } on && /^  [a-z]/ { print $1 }'; }

# The words in `code` in the first column of the manual's table whose heading begins with $1.
table_column() {
  awk -F ' *[|] ' -v heading="$1" 'index($0, heading) == 1 { on = 1; next } !/^[|]/ { on = 0 } on { print $2 }' \
    "$manual" | grep -oE '`[^`]+`' | tr -d '`'
}

# A help whose descriptions are each on one line.
unwrapped() { sed -e :a -e N -e '$!ba' -e 's/\n \{30,\}/ /g'; }

# The options that a help describes.
options() { grep -oE '^  (-[a-z],)?--[a-z][a-z-]*' | grep -oE -- '--[a-z-]+'; }

verbs=$("$TRACEWH" --help | listed Subcommands:)
queries=$("$TRACEWH" --format tsv query list | awk 'NR > 1 { print $1 }')

printf '%s\n' "$verbs" >offered
table_column '| verb ' | awk '{ print $1 }' >told
agree verbs

printf '%s\n' "$queries" >offered
table_column '| query ' >told
agree queries

{
  "$TRACEWH" --help
  for verb in $verbs; do "$TRACEWH" "$verb" --help; done
  for name in $queries; do "$TRACEWH" query "$name" --help; done
  for verb in add list drop; do "$TRACEWH" index "$verb" --help; done
} >helps
options <helps >offered
# Of the examples with other programs, those options are none of ours.
sed -e '/^\.\/dev /d' "$manual" | grep -oE -- '(^|[ `([|])--[a-z][a-z-]*' | grep -oE -- '--[a-z-]+' >told
agree options

"$TRACEWH" ingest --help | grep -oE '^ {32}[a-z][a-z-]+: ' | tr -d ' :' >offered
table_column '| `--from` ' >told
agree "input formats"

"$TRACEWH" export --help | listed Formats: >offered
table_column '| `--to` ' >told
agree "export formats"

"$TRACEWH" --help | unwrapped | sed -n 's/^  --format FORMAT *\(.*\), as far.*/\1/p' | sed 's/ or /, /' | tr -d ' ' | tr , '\n' >offered
sed -n '/^### Output/,/^### /p' "$manual" | awk '/^`--format` takes/, /[.]/' | sed 's/\..*//' | grep -oE '`[a-z]+`' | tr -d '`' >told
agree "output formats"

{ grep -aoE 'TRACEWH_[A-Z]+' "$TRACEWH"; echo NO_COLOR; } >offered
grep -oE 'TRACEWH_[A-Z]+|NO_COLOR' "$manual" >told
agree "environment variables"

"$TRACEWH" --help | sed -n '/^Exit status:/,$p' | grep -oE '[0-9]+' >offered
awk -F ' *[|] ' '/^[|] status / { on = 1; next } !/^[|]/ { on = 0 } on && $2 ~ /^[0-9]/ { print $2 }' "$manual" >told
agree "exit codes"
