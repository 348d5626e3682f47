#include "net/http/http_site.hpp"

#include "base/limits.hpp"
#include "net/http/error_response.hpp"

#include <utility>

namespace tracewh::net {

HttpSite::HttpSite(Routes routes, Access access, Deadlines deadlines, Metrics& metrics)
    : routes_(std::move(routes)),
      access_(std::move(access)),
      deadlines_(deadlines),
      metrics_(metrics),
      bodies_(base::limits::kBodyBytesInFlight) {}

std::variant<const Route*, Response> HttpSite::admit(Request& head, bool on_loopback) const {
  if (const auto error = access_.check(head, on_loopback)) return error_response(head.media_type(), *error);
  auto found = routes_.find(head);
  const std::string_view expected = head.headers.get("Expect");
  if (std::holds_alternative<const Route*>(found) && !expected.empty() &&
      !equal_words(expected, "100-continue")) {
    return error_response(head.media_type(),
                          {RequestError::Kind::kExpectationFailed, "only 100-continue can be expected"});
  }
  return found;
}

std::size_t body_limit(const Request& head) {
  return head.content_coding().empty() ? base::limits::kBodyBytes : base::limits::kCompressedBodyBytes;
}

}  // namespace tracewh::net
