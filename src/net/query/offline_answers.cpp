#include "net/query/offline_answers.hpp"

#include "base/json_text.hpp"

#include <future>
#include <memory>
#include <utility>
#include <variant>

namespace tracewh::net {
namespace {

/// What a route answers, once it has.
Response wait_for(const Route& route, Request request) {
  const auto answer = std::make_shared<std::promise<Response>>();
  std::future<Response> future = answer->get_future();
  route.handler(std::move(request), [answer](Response response) { answer->set_value(std::move(response)); });
  return future.get();
}

}  // namespace

OfflineAnswers::OfflineAnswers(std::vector<Route> routes, std::size_t limit)
    : routes_(std::move(routes)), limit_(limit) {}

bool OfflineAnswers::add(std::string_view target, std::string_view later) {
  Request request{"GET", std::string(target), {}, {}};
  const auto found = routes_.find(request);
  if (!std::holds_alternative<const Route*>(found)) return false;
  const Response response = wait_for(*std::get<const Route*>(found), std::move(request));
  return response.status == 200 &&
         add_json(response.body, later, response.headers.get("Tracewh-Truncated") == "true");
}

bool OfflineAnswers::add_json(std::string_view json, std::string_view later, bool truncated) {
  if (text_.size() + later.size() + json.size() > limit_) return false;
  if (!text_.empty()) text_ += ",\n";
  base::append_json_string(text_, later);
  text_ += truncated ? ":{\"truncated\":true,\"body\":" : ":{\"truncated\":false,\"body\":";
  text_ += json;
  text_ += '}';
  return true;
}

}  // namespace tracewh::net
