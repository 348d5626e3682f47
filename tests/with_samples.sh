#!/bin/sh
# with_samples.sh DIRECTORY COMMAND…: runs the command, which reads the samples in the directory; ends with 77, for CTest
# a test that was skipped, where there are none.
set -eu
[ -d "$1" ] || { echo "skipped: the samples of real exporters are not in $1"; exit 77; }
shift
exec "$@"
