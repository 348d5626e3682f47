#pragma once

#include "net/http/routes.hpp"

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tracewh::test {

/// What these routes will answer to a request for `target`.
inline std::future<net::Response> begin(std::vector<net::Route> routes, std::string target,
                                        std::string method = "GET") {
  net::Request request{std::move(method), std::move(target), {}, {}};
  const net::Routes all(std::move(routes));
  auto found = all.find(request);
  const auto promise = std::make_shared<std::promise<net::Response>>();
  std::future<net::Response> answer = promise->get_future();
  if (auto* response = std::get_if<net::Response>(&found)) {
    promise->set_value(std::move(*response));
  } else {
    std::get<const net::Route*>(found)->handler(
        request, [promise](net::Response answered) { promise->set_value(std::move(answered)); });
  }
  return answer;
}

}  // namespace tracewh::test
