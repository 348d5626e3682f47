#!/bin/sh
# Kills each writer at each of its write-like system calls.
# shellcheck source=tests/torture/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/torture/system_calls.sh
. "$(dirname "$0")/system_calls.sh"

# shellcheck disable=SC2154,SC2317  # called by disturbed_round
was_disturbed() { [ "$code" -eq 137 ]; }
# shellcheck disable=SC2317
check_end() { :; }
# The command of `run` is traced too, and writes.
every_moment write,pwrite64,ftruncate,rename,unlink,fsync,fdatasync '^run write ' signal=KILL
