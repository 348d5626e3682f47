#include "net/http/http_site.hpp"

#include "base/limits.hpp"
#include "net/http/error_response.hpp"

#include <utility>

namespace tracewh::net {
namespace {

/// Whether it is certain where the body ends (RFC 9112, section 6.3): what another program in between takes
/// for a body must not be taken for the next request.
bool has_clear_end(const Headers& headers) {
  const std::size_t codings = headers.count("Transfer-Encoding");
  return codings == 0 || (codings == 1 && headers.count("Content-Length") == 0 &&
                          equal_words(headers.get("Transfer-Encoding"), "chunked"));
}

}  // namespace

HttpSite::HttpSite(Routes routes, Access access, Deadlines deadlines, Metrics& metrics)
    : routes_(std::move(routes)),
      access_(std::move(access)),
      deadlines_(deadlines),
      metrics_(metrics),
      bodies_(base::limits::kBodyBytesInFlight) {}

std::variant<const Route*, Response> HttpSite::admit(Request& head, bool on_loopback) const {
  if (!has_clear_end(head.headers)) {
    return error_response(head.media_type(),
                          {RequestError::Kind::kMalformed,
                           "the only Transfer-Encoding that is known is chunked, without a Content-Length"});
  }
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
