#!/bin/sh
# The commands of the recipes in examples/ci, in builds with a good and a bad run. What only the CI system has, such as its cache, is
# a file here.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
examples=$here/../../examples/ci
mkdir bin
ln -s "$(realpath "$TRACEWH")" bin/tracewh
# A program without the comparison runs the rest.
if "$TRACEWH" --help | grep -q '^  compare '; then compare=tracewh; else compare=:; fi
with_comparison() { sed "s/tracewh compare/$compare compare/" "$@"; }
PATH=$work/bin:$PATH
export PATH

# The program under test: three tasks of a trace each; they fail when ./broken is there.
cat >check <<'C'
#!/bin/sh
now=$(date +%s)
code=1
[ ! -e broken ] || code=2
for i in 1 2 3; do
  trace=$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
  printf '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"agents"}}]},"scopeSpans":[{"spans":[
    {"traceId":"%s","spanId":"00000000000000a%d","name":"multiagent.task.review","startTimeUnixNano":"%s000000000","endTimeUnixNano":"%s900000000",
     "status":{"code":%d},"attributes":[{"key":"span.kind","value":{"stringValue":"task"}},{"key":"multiagent.task.id","value":{"stringValue":"task-%d"}}]}]}]}]}' \
    "$trace" "$i" "$now" "$now" "$code" "$i" >body
  curl -s -f -o answer -H 'Content-Type: application/json' --data-binary @body "$OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces" || exit
done
C
chmod +x check

# of_step NAME: the commands of the step of that name of the workflow.
of_step() {
  awk -v name="      - name: $1" '
    $0 == name { in_step = 1; next }
    in_step && /^      - / { exit }
    in_step && $0 == "        run: |" { in_commands = 1; next }
    in_commands && /^          / { print substr($0, 11); next }
    in_commands { exit }' "$examples/github-actions.yml"
}

# of_list NAME: the commands in the list of that name of the job.
of_list() {
  awk -v name="  $1:" '$0 == name { on = 1; next } on && /^    - / { print substr($0, 7); next } on { exit }' "$examples/gitlab-ci.yml"
}

# commands CODE: those of standard input, which end as a whole with that status.
commands() {
  wanted=$1
  with_comparison >commands
  [ -s commands ] || fail "the recipe has no such commands"
  expect_exit "$wanted" sh -e commands
}

told() { query history.db "SELECT group_concat(name || ' ' || traces, ', ') FROM (SELECT name, traces FROM run ORDER BY start_ns, id)"; }
failures() { grep -c '<failure' traces.xml || :; }

# GitHub Actions: two builds of main, and a branch in which tasks fail.
export TRACEWH_DB=traces.db GITHUB_SHA=abc GITHUB_STEP_SUMMARY=summary.md RUN
for build in 1 2; do
  RUN=main-$build.1
  rm -f traces.db
  of_step "Check, and keep the traces" | commands 0
  of_step Report | commands 0
  [ ! -e history.db ] || of_step "Compare with the last builds of main" | commands 0
  of_step "Add the traces to those of earlier builds" | commands 0
done
cp history.db compacted.db
tracewh --db history.db --quiet expand
expect "history" "main-1.1 3, main-2.1 3" "$(told)"
[ "$(stat -c %s compacted.db)" -lt "$(stat -c %s history.db)" ] || fail "the history is not compacted"
RUN=change-3.1
rm traces.db
touch broken
of_step "Check, and keep the traces" | commands 2
of_step Report | commands 0
expect "failures in the results of tests" 3 "$(failures)"
grep -q "3 of 3 traces failed" summary.md || fail "the summary does not tell of the failures: $(cat summary.md)"
of_step "Compare with the last builds of main" | commands 0
rm -f broken history.db traces.db traces.xml

# GitLab CI.
export CI_COMMIT_SHA=abc CI_COMMIT_REF_NAME=main
for build in 1 2; do
  RUN=main-$build.7
  rm -f traces.db
  of_list script | commands 0
  of_list after_script | commands 0
done
tracewh --db history.db --quiet expand
expect "history" "main-1.7 3, main-2.7 3" "$(told)"
expect "failures in the results of tests" 0 "$(failures)"
touch broken
RUN=change-3.7 CI_COMMIT_REF_NAME=change
rm traces.db
of_list script | commands 2
of_list after_script | commands 0
expect "failures in the results of tests" 3 "$(failures)"
expect "history" "main-1.7 3, main-2.7 3" "$(told)"
rm -f broken history.db traces.db traces.xml report.md

# A plain shell.
unset TRACEWH_DB
with_comparison "$examples/check.sh" >check.sh
export BUILD BRANCH=main
for build in 1 2; do
  BUILD=$build
  rm -f traces.db
  expect_exit 0 sh check.sh ./check
done
tracewh --db history.db --quiet expand
expect "history" "main-1 3, main-2 3" "$(told)"
touch broken
BUILD=3
rm traces.db
expect_exit 2 sh check.sh ./check
expect "failures in the results of tests" 3 "$(failures)"
expect "history" "main-1 3, main-2 3" "$(told)"
rm traces.db broken
BUILD=4
expect_exit 4 sh check.sh true
