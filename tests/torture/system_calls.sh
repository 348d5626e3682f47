# Sourced: disturbs writers at their Nth system call, once for each N, as long as time is left.
# shellcheck shell=sh disable=SC2154  # $work, $TRACEWH and the like are those of common.sh
. "$(dirname "$0")/writers.sh"

command -v strace >/dev/null || skip "there is no strace"
strace -qq -o trace true 2>err || skip "this machine does not allow tracing: $(cat err)"

# traced STRACE-OPTION…: what a writer runs under, as the words of $under. The tracer is not its parent, and a signal
# reaches it once, so that status and memory are those of tracewh.
traced() { under="$MEASURE report timeout --foreground -k 5 300 strace -D -f -qq -o trace $*"; }

undisturbed="$MEASURE unused timeout --foreground -k 5 300"

# act VERB COMMAND…: the verb's status is in $code, its words in ./err.
act() {
  act_verb=$1
  shift
  code=0
  "act_$act_verb" "$@" >out 2>err || code=$?
}

# moments VERB CALLS: runs the verb undisturbed, keeps what it leads to in VERB.result, and prints "VERB CALL N" for
# each of these system calls; N counts by thread. A write that only wakes a thread reaches no disk, and cannot fail.
moments() {
  rm -rf t.db*
  "prepare_$1"
  traced -y -e "trace=$2"
  # shellcheck disable=SC2086  # words
  act "$1" $under
  [ "$code" -eq 0 ] || fail "$1 ends with $code: $(cat err)"
  "result_$1" >"$1.result"
  query t.db 'SELECT count(*) FROM span' >"$1.spans" 2>err || :
  tr -s ' ' <trace | tr '(' ' ' | awk -v verb="$1" '
    $2 ~ /^[a-z0-9]+$/ { n = ++calls[$1, $2]; if (n > most[$2]) most[$2] = n; if (/\[eventfd\]/) wakes[$2, n] = 1 }
    END { for (call in most) for (n = 1; n <= most[call]; ++n) if (!((call, n) in wakes)) print verb, call, n }' | sort
}

# Readers get in whatever a writer left, if it left anything, and find nothing damaged. A file that waits for a
# migration, or in which nothing was committed, may be refused for that.
check_readers() {
  [ -s t.db ] || return 0
  "$TRACEWH" --db t.db sql 'SELECT count(*) FROM spans' >out 2>err || grep -qE 'has schema version|is empty' err ||
    found wrong "readers do not get in: $(head -n 1 err)"
  case $(head -c 6 t.db) in
    SQLite) look=$(sqlite3 -readonly t.db 'PRAGMA quick_check' 2>&1) || : ;;
    *) look=$(zstd -qt <t.db 2>&1 && echo ok) || : ;;
  esac
  [ "$look" = ok ] || found wrong "quick_check says: $look"
  missing=$(acknowledged_and_lost)
  [ "$missing" -eq 0 ] || found lost "$missing spans were acknowledged"
}

# check_result VERB WHEN: t.db holds what an undisturbed run leads to.
check_result() {
  "result_$1" >result 2>err || :
  ! cmp -s result "$1.result" || return 0
  spans=$(query t.db 'SELECT count(*) FROM span' 2>err || echo 0)
  expected=$(cat "$1.spans")
  if [ "${spans:-0}" -lt "${expected:-0}" ]; then found lost "$spans of $expected spans $2"
  elif [ "${spans:-0}" -gt "${expected:-0}" ]; then found twice "$spans of $expected spans $2"
  else found wrong "other content $2"; fi
}

# disturbed_round VERB CALL N FAULT: runs the verb with the fault at its Nth such call, has check_end VERB judge how
# it ended, and repeats it. No round is counted in which it did not come to that call, as was_disturbed tells.
disturbed_round() {
  begin_round "$*"
  rm -rf t.db*
  : >acknowledged
  "prepare_$1"
  traced -e "trace=$2" -e "inject=$2:$4:when=$3"
  # shellcheck disable=SC2086
  act "$1" $under
  was_disturbed || return 0
  [ "$code" -ne 124 ] || found wrong "does not end"
  [ "$code" -lt 128 ] || [ "$code" -eq 137 ] || found crashed "ends with $code"
  check_end "$1"
  check_readers
  # shellcheck disable=SC2086
  act "$1" $undisturbed
  [ "$code" -eq 0 ] || found wrong "the repeat ends with $code: $(head -n 1 err)"
  check_result "$1" "after the repeat"
  end_round
}

# every_moment CALLS UNFIT FAULT…: the moments of all writers, each with each fault, in the order of the seed, but for
# those that match UNFIT.
every_moment() {
  calls=$1
  unfit=$2
  shift 2
  prepare_writers
  for verb in $writers; do moments "$verb" "$calls"; done >undisturbed
  for fault in "$@"; do sed "s/\$/ $fault/" undisturbed; done | grep -Ev "$unfit" | shuffled >all
  start_clock
  while time_is_left && read -r verb call number fault; do
    disturbed_round "$verb" "$call" "$number" "$fault" </dev/null
  done <all
  rounds=$(grep -c "^$KIND " "$FIGURES") || fail "no writer was disturbed"
  printf '%s: %s moments of %s\n' "$KIND" "$rounds" "$(wc -l <all)" >&2
}
