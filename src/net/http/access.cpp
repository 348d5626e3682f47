#include "net/http/access.hpp"

#include <algorithm>
#include <array>
#include <openssl/crypto.h>

namespace tracewh::net {
namespace {

constexpr std::array<std::string_view, 3> kLoopbackNames{"localhost", "127.0.0.1", "[::1]"};

// Probes of supervisors carry no token, and this tells nothing.
constexpr std::string_view kOpenPath = "/health";

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

}  // namespace

bool shows_token(std::string_view authorization, std::string_view token) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!equal_words(authorization.substr(0, kScheme.size()), kScheme)) return false;
  const std::string_view shown = authorization.substr(kScheme.size());
  // The time that the comparison takes must not tell how much of a guess is right.
  return shown.size() == token.size() && CRYPTO_memcmp(shown.data(), token.data(), token.size()) == 0;
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
  if (token_.empty() || head.path() == kOpenPath || shows_token(head.headers.get("Authorization"), token_)) {
    return std::nullopt;
  }
  return RequestError{Kind::kUnauthenticated, "a bearer token is needed"};
}

}  // namespace tracewh::net
