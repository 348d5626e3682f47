#include "net/http/access.hpp"

#include "net/http/bearer_token.hpp"
#include "net/http/refusal.hpp"

#include <algorithm>
#include <array>

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

Access::Access(std::string token, std::vector<std::string> host_names)
    : token_(std::move(token)), host_names_(std::move(host_names)) {}

bool Access::is_known_host(std::string_view host) const {
  const auto is_named = [&](std::string_view known) { return equal_words(known, host_name(host)); };
  return std::ranges::any_of(kLoopbackNames, is_named) || std::ranges::any_of(host_names_, is_named);
}

std::optional<Response> Access::refuse(const Request& head, bool on_loopback) const {
  const std::string media_type = head.media_type();
  const std::string_view host = head.headers.get("Host");
  if (head.headers.count("Host") != 1) return refusal(media_type, {400, "the request needs one Host header"});
  // A server on the network has names that only its user knows.
  if ((on_loopback || !host_names_.empty()) && !is_known_host(host)) {
    return refusal(media_type, {421, "not a name of this server; --allow-host adds one"});
  }
  if (head.headers.count("Origin") != 0 && is_foreign(head.headers.get("Origin"), host)) {
    return refusal(media_type, {403, "pages of other origins may not use this server"});
  }
  if (token_.empty() || head.path() == kOpenPath || shows_token(head.headers.get("Authorization"), token_)) {
    return std::nullopt;
  }
  Response response = refusal(media_type, {401, "a bearer token is needed"});
  response.headers.add("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace tracewh::net
