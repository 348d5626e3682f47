#pragma once

#include "net/http/routes.hpp"

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tracewh::net::test {

/// What these routes will answer to a request for `target`.
inline std::future<Response> begin(std::vector<Route> routes, std::string target,
                                   std::string method = "GET") {
  Request request{std::move(method), std::move(target), {}, {}};
  const Routes all(std::move(routes));
  auto found = all.find(request);
  const auto promise = std::make_shared<std::promise<Response>>();
  std::future<Response> answer = promise->get_future();
  if (auto* response = std::get_if<Response>(&found)) {
    promise->set_value(std::move(*response));
  } else {
    std::get<const Route*>(found)->handler(
        request, [promise](Response answered) { promise->set_value(std::move(answered)); });
  }
  return answer;
}

}  // namespace tracewh::net::test
