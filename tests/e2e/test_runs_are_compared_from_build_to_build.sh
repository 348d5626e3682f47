#!/bin/sh
# The way of a CI: each build has a database of its own, and a summary of those before in a cache.
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

# build RUN NUMBER [FACTOR]: the database build.db of that build alone.
build() {
  rm -f build.db
  awk -v run="$2" -v slow="${3:-1}" -f "$here/../golden/input/make-run.awk" >"$1.jsonl"
  expect_exit 0 "$TRACEWH" --db build.db --quiet ingest --run "$1" "$1.jsonl"
}

# compare_with_cache OPTION…
compare_with_cache() { "$TRACEWH" --db build.db compare --base 'main-*~10' --base-db baseline.db "$@"; }

for number in 1 2 3 4 5 6 7 8; do
  build "main-$number" "$number"
  expect_exit 0 "$TRACEWH" --db build.db summary -o baseline.db
  "$TRACEWH" --db all.db --quiet ingest --run "main-$number" "main-$number.jsonl" >/dev/null
done
expect "runs in the cache" 8 "$("$TRACEWH" --db baseline.db --format csv query runs | tail -n +2 | wc -l | tr -d ' ')"
expect "spans in the cache" 0 "$("$TRACEWH" --db baseline.db --format csv query traces | tail -n +2 | wc -l | tr -d ' ')"

# Two builds that are as those before.
build pull-1 21
expect_exit 0 compare_with_cache --head 'pull-*' --fail-on regression
expect_exit 4 compare_with_cache --head 'pull-*' --fail-on-insufficient --metric duration_p95

# A change that makes the workers slower: three builds of it against those before.
rm -f slow.db
for number in 31 32 33 34; do
  awk -v run=$number -v slow=1.4 -f "$here/../golden/input/make-run.awk" >slow.jsonl
  "$TRACEWH" --db slow.db --quiet ingest --run "slow-$number" slow.jsonl >/dev/null
  "$TRACEWH" --db all.db --quiet ingest --run "slow-$number" slow.jsonl >/dev/null
done
mv slow.db build.db
expect_exit 2 compare_with_cache --head 'slow-*' --fail-on regression --format csv
grep -q '^operation,coder: work (worker),duration_p50,.*,regression,' out || fail "the slower worker is not found: $(cat out)"
grep -q '^operation,coder: ask (llm),.*,regression,' out && fail "what is as before counts as slower: $(cat out)"

# A summary tells what the spans tell, but for examples.
everything=
for level in operation path task_type worker model run; do everything="$everything --level $level"; done
for metric in duration_p50 duration_p95 duration_mean self_time critical_path_share error_rate calls_per_task tokens queue_time wall_time; do
  everything="$everything --metric $metric"
done
for base_db in all.db baseline.db; do
  for base in 'main-*' 'main-*~2'; do
    # shellcheck disable=SC2086  # options and their values
    "$TRACEWH" --db build.db --format csv \
      --columns level,key,metric,unit,base,head,change,change_low,change_high,p_value,q_value,evidence,verdict \
      compare --base "$base" --base-db "$base_db" --head 'slow-*' $everything --limit 0 2>/dev/null
  done >"of-$base_db"
done
for told in operation,coder path,build task_type,review worker,coder-1 model,large run, queue_time critical_path_share; do
  grep -q "$told" of-all.db || fail "nothing is said of $told"
done
expect "rows by a summary" "$(cat of-all.db)" "$(cat of-baseline.db)"

# In one database, around a command that is no worse, and one whose run is judged with what it had before.
expect_exit 0 "$TRACEWH" --db all.db run --run other --compare-with 'main-*' --fail-on-regression -- true
expect_exit 2 "$TRACEWH" --db all.db run --run slow-31 --compare-with 'main-*' --single-run --fail-on-regression -- true
grep -q 'work (worker)' err || fail "the regression is not shown: $(cat err)"
expect_exit 0 "$TRACEWH" --db all.db run --run slow-31 --compare-with 'release-*' --fail-on-regression -- true
grep -q "nothing to compare" err || fail "it is not told that there is nothing to compare with: $(cat err)"

# A summary is no place for spans, nor the other way round.
expect_exit 3 "$TRACEWH" --db build.db summary -o all.db
expect_exit 4 "$TRACEWH" --db all.db compare --base 'release-*' --head slow-31
