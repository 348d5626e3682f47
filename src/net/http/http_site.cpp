#include "net/http/http_site.hpp"

#include "base/limits.hpp"
#include "net/http/refusal.hpp"

#include <utility>

namespace tracewh::net {

HttpSite::HttpSite(Routes routes, Access access, Deadlines deadlines, Metrics& metrics)
    : routes_(std::move(routes)),
      access_(std::move(access)),
      deadlines_(deadlines),
      metrics_(metrics),
      bodies_(base::limits::kBodyBytesInFlight) {}

std::optional<Response> HttpSite::refuse(const Request& head, bool on_loopback) const {
  if (auto refused = access_.refuse(head, on_loopback)) return refused;
  if (auto refused = routes_.refuse(head)) return refused;
  const std::string_view expected = head.headers.get("Expect");
  if (!expected.empty() && !equal_words(expected, "100-continue")) {
    return refusal(head.media_type(), {417, "only 100-continue can be expected"});
  }
  return std::nullopt;
}

std::size_t body_limit(const Request& head) {
  return head.content_coding().empty() ? base::limits::kBodyBytes : base::limits::kCompressedBodyBytes;
}

}  // namespace tracewh::net
