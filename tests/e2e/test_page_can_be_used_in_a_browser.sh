#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/e2e/packages.sh
. "$here/packages.sh"
CHROMIUM=$(command -v chromium || command -v google-chrome) || skip "chromium is needed"
export CHROMIUM
need_packages page

# show NAME DATABASE OPTION…: shows a database in the background; prints where.
show() {
  "$TRACEWH" --db "$2" ui --listen 127.0.0.1:0 --ready-file "$work/$1" --quiet 2>"$1.err" &
  wait_until test -s "$1"
  awk '{ print $2; exit }' "$1"
}

"$TRACEWH" --db page.db --quiet ingest --run base "$FIXTURES" >/dev/null
"$GENERATE" --spans 5000 >generated.jsonl
"$TRACEWH" --db page.db --quiet ingest --run head generated.jsonl >/dev/null
show page-ready page.db >page-url
node "$here/page/large.cjs" 20000 >large.jsonl
node "$here/page/chat.cjs" >chat.jsonl
ingest large.db large.jsonl
ingest large.db chat.jsonl
show large-ready large.db >large-url
echo 'a secret of the test' >token
chmod 600 token
TRACEWH_TOKEN='a secret of the test' show protected-ready page.db >protected-url
node "$here/page/hostile.cjs" >hostile.jsonl
ingest hostile.db hostile.jsonl
show hostile-ready hostile.db >hostile-url
"$TRACEWH" --db page.db report -o report.html
"$TRACEWH" --db hostile.db report -o hostile.html
serve live.db
LIVE_URL=$(url_of ui)/ LIVE_SPANS_URL=$(url_of otlp-http)/
export LIVE_URL LIVE_SPANS_URL
PAGE_URL=$(cat page-url)/ LARGE_URL=$(cat large-url)/ PROTECTED_URL=$(cat protected-url)/ HOSTILE_URL=$(cat hostile-url)/
REPORT_URL=file://$work/report.html HOSTILE_REPORT_URL=file://$work/hostile.html
export PAGE_URL LARGE_URL PROTECTED_URL HOSTILE_URL REPORT_URL HOSTILE_REPORT_URL
node --test "$here"/page/*.test.cjs >out 2>&1 || { cat out >&2; fail "the page"; }
