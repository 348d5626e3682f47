#!/bin/sh
# Lets each system call that reads or writes fail once in each writer: an error is told, or nothing is missing.
# shellcheck source=tests/torture/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/torture/system_calls.sh
. "$(dirname "$0")/system_calls.sh"

# shellcheck disable=SC2317  # called by disturbed_round
was_disturbed() { grep -q '(INJECTED)' trace; }
# shellcheck disable=SC2154,SC2317  # called by disturbed_round
check_end() {
  if [ "$code" -ne 0 ]; then
    [ -s err ] || found wrong "ends with $code and no word"
    return 0
  fi
  # A receiver that refused spans for a moment ends well: what it acknowledged counts.
  case $1 in serve | run) ;; *) check_result "$1" "and status 0" ;; esac
}
# The command of `run` is traced too, and reads and writes. No read fails for want of room.
every_moment read,pread64,write,pwrite64,ftruncate,rename,fsync,fdatasync \
  '^run (read|write) |read[^ ]* [0-9]+ error=ENOSPC' error=EIO error=ENOSPC
