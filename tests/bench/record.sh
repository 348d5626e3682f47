#!/bin/sh
# record.sh NAME TABLE: puts the figures of the file TABLE, and where they were seen, in README.md's place for
# NAME: between `<!-- figures: NAME -->` and `<!-- end of figures -->`.
set -eu
readme=$(dirname "$0")/README.md
begin="<!-- figures: $1 -->"
grep -qxF "$begin" "$readme" || { echo "bench: $readme has no line '$begin'" >&2; exit 1; }
processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
printf '\nSeen on %s with %s (%s), commit %s%s.\n' "$(date -u +%F)" "${processor:-an unknown processor}" \
  "$(nproc) processors" "$(git -C "$(dirname "$0")" describe --always)" "${ROUNDS:+, --rounds $ROUNDS}" >>"$2"
awk -v begin="$begin" -v table="$2" '
  $0 == "<!-- end of figures -->" { skipping = 0 }
  !skipping { print }
  $0 == begin { while ((getline line < table) > 0) print line; skipping = 1 }
' "$readme" >"$readme.part"
mv "$readme.part" "$readme"
rm "$2"
