#include "net/http/access.hpp"

#include "base/hex.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace tracewh::net {
namespace {

constexpr std::array<std::string_view, 3> kLoopbackNames{"localhost", "127.0.0.1", "[::1]"};

// Probes of supervisors carry no token; nor does a browser that loads the page which asks for it. These tell
// nothing of what is stored.
constexpr std::array<std::string_view, 4> kOpenPaths{"/health", "/", "/page.css", "/page.js"};

/// A host without its port.
std::string_view host_name(std::string_view host) {
  const auto colon = host.rfind(':');
  if (colon == std::string_view::npos || host.ends_with(']')) return host;
  return host.substr(0, colon);
}

/// A page of this server itself names it as origin. Others may not ask, and so get no CORS headers either.
bool is_foreign(std::string_view origin, std::string_view host) {
  const auto scheme_end = origin.find("://");
  return scheme_end == std::string_view::npos || !equal_words(origin.substr(scheme_end + 3), host);
}

// The time that a comparison takes must not tell how much of a guess is right.
bool equal_secrets(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

/// Whether one of the cookies, `a=1; b=2`, is this one.
bool has_cookie(std::string_view cookies, std::string_view cookie) {
  while (!cookies.empty()) {
    const std::string_view each = cookies.substr(0, cookies.find(';'));
    if (equal_secrets(each, cookie)) return true;
    cookies.remove_prefix(std::min(each.size() + 1, cookies.size()));
    while (cookies.starts_with(' ')) cookies.remove_prefix(1);
  }
  return false;
}

/// What shows the token may be asked for by any program; a cookie comes with all that a browser asks, and so
/// is good for reading only.
bool only_reads(const Request& head) { return head.method == "GET" || head.method == "HEAD"; }

}  // namespace

bool shows_token(std::string_view authorization, std::string_view token) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!equal_words(authorization.substr(0, kScheme.size()), kScheme)) return false;
  return equal_secrets(authorization.substr(kScheme.size()), token);
}

std::string session_cookie(std::string_view token) {
  constexpr std::string_view kPurpose = "tracewh: reading by a browser";
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> code{};
  HMAC(EVP_sha256(), token.data(), static_cast<int>(token.size()),
       reinterpret_cast<const unsigned char*>(kPurpose.data()), kPurpose.size(), code.data(), nullptr);
  return "tracewh=" + base::to_hex(code);
}

Access::Access(std::string token, std::vector<std::string> host_names)
    : token_(std::move(token)), host_names_(std::move(host_names)) {}

bool Access::is_known_host(std::string_view host) const {
  const auto is_named = [&](std::string_view known) { return equal_words(known, host_name(host)); };
  return std::ranges::any_of(kLoopbackNames, is_named) || std::ranges::any_of(host_names_, is_named);
}

std::optional<RequestError> Access::check(const Request& head, bool on_loopback) const {
  using Kind = RequestError::Kind;
  const std::string_view host = head.headers.get("Host");
  if (head.headers.count("Host") != 1)
    return RequestError{Kind::kMalformed, "the request needs one Host header"};
  // A server on the network has names that only its user knows.
  if ((on_loopback || !host_names_.empty()) && !is_known_host(host)) {
    return RequestError{Kind::kMisdirected, "not a name of this server; --allow-host adds one"};
  }
  if (head.headers.count("Origin") != 0 && is_foreign(head.headers.get("Origin"), host)) {
    return RequestError{Kind::kForbidden, "pages of other origins may not use this server"};
  }
  if (token_.empty() || std::ranges::find(kOpenPaths, head.path()) != kOpenPaths.end() ||
      shows_token(head.headers.get("Authorization"), token_) ||
      (only_reads(head) && has_cookie(head.headers.get("Cookie"), session_cookie(token_)))) {
    return std::nullopt;
  }
  return RequestError{Kind::kUnauthenticated, "a bearer token is needed"};
}

}  // namespace tracewh::net
