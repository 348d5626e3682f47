#pragma once

#include "net/http/message.hpp"
#include "net/http/request_error.hpp"
#include "net/http/target.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tracewh::net {

/// What answers one method on one path, or on all paths of one form.
struct Route {
  std::string_view method;  ///< that of GET answers HEAD as well
  /// Segments between slashes, each as it must be, or a name in braces for any that is not empty:
  /// `/api/traces/{traceID}`.
  std::string_view path;
  std::vector<std::string_view> media_types;  ///< of bodies that are taken; the empty one: none is given
  Handler handler;
  std::chrono::milliseconds deadline{5'000};  ///< for the handler's answer
  /// The answer instead, when there is none by then.
  RequestError late{RequestError::Kind::kUnavailable, "there was no answer in time; try again"};
  std::string_view error_type{};  ///< the media type of errors; empty: that of the request's body
};

/// The media type in which the sender of a request is told of errors.
std::string error_type(const Route& route, const Request& head);

/// All that a listener answers.
class Routes {
 public:
  explicit Routes(std::vector<Route> routes);

  /// The route that answers a request, to which it gives the parameters of its path and its query; or why
  /// there is none, found out before the body was read: 400, 404, 405 with Allow, 415. Of several routes that
  /// have the method, the one wins whose path is told more exactly from the left.
  std::variant<const Route*, Response> find(Request& head) const;

 private:
  /// A route and the segments of its path.
  struct Entry {
    Route route;
    std::vector<std::string_view> segments;
  };

  static std::optional<Parameters> match(const Entry& entry, const std::vector<std::string>& segments);

  std::vector<Entry> entries_;  ///< the most exact paths first
};

}  // namespace tracewh::net
