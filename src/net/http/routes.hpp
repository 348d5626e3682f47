#pragma once

#include "net/http/message.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// What answers one method on one path.
struct Route {
  std::string_view method;
  std::string_view path;
  std::vector<std::string_view> media_types;  ///< of bodies that are taken; the empty one: none is given
  Handler handler;
};

/// All that a listener answers.
class Routes {
 public:
  explicit Routes(std::vector<Route> routes) : routes_(std::move(routes)) {}

  /// Why a request can be refused before its body was read: 404, 405, 415.
  std::optional<Response> refuse(const Request& head) const;

  /// Answers a request that is not refused.
  void handle(Request request, const Respond& respond) const;

 private:
  const Route* find(const Request& head) const;

  std::vector<Route> routes_;
};

}  // namespace tracewh::net
