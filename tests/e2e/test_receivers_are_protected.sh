#!/bin/sh
# shellcheck source=tests/e2e/common.sh
. "$(dirname "$0")/common.sh"

printf '{}' >empty
printf 'secret\n' >token
chmod 644 token
expect_exit 1 "$TRACEWH" --db live.db serve --token-file token
expect "hint" "  chmod 600 token" "$(tail -n 1 err)"
chmod 600 token

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out certificate.pem 2>/dev/null
serve live.db --token-file token --tls-cert certificate.pem --tls-key key.pem
case $(url_of otlp-http) in https://*) ;; *) fail "the address is not that of TLS" ;; esac
expect "without a token" 401 "$(send /v1/traces application/json empty --cacert certificate.pem)"
expect "with the token" 200 "$(send /v1/traces application/json empty --cacert certificate.pem \
  -H 'Authorization: Bearer secret')"
expect "by another name" 421 "$(send /v1/traces application/json empty --cacert certificate.pem \
  -H 'Authorization: Bearer secret' -H 'Host: evil.example')"

# What is taken is named, with the option that chooses another place.
taken=$(url_of zipkin)
taken=${taken#https://}
expect_exit 1 "$TRACEWH" --db other.db serve --otlp-grpc off --otlp-http off --jaeger off --jaeger-udp off --ui off --zipkin "$taken"
expect "message" "tracewh: cannot listen at $taken: another program listens there" "$(head -n 1 err)"
stop_serving
