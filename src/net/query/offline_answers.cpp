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

std::optional<std::string> OfflineAnswers::add(std::string_view target, const Parameters& further) {
  Request request{"GET", std::string(target), {}, {}};
  const auto found = routes_.find(request);
  if (!std::holds_alternative<const Route*>(found)) return std::nullopt;
  for (const auto& [name, value] : further) request.query.add(name, value);
  Response response = wait_for(*std::get<const Route*>(found), std::move(request));
  if (response.status != 200 || text_.size() + response.body.size() > limit_) return std::nullopt;
  keep(target, response.body, response.headers);
  return std::move(response.body);
}

void OfflineAnswers::add_json(std::string_view json, std::string_view target) { keep(target, json, {}); }

void OfflineAnswers::keep(std::string_view target, std::string_view json, const Headers& headers) {
  if (!text_.empty()) text_ += ",\n";
  base::append_json_string(text_, target);
  text_ += ":{\"headers\":[";
  for (bool first = true; const auto& [name, value] : headers) {
    text_ += std::exchange(first, false) ? "[" : ",[";
    base::append_json_string(text_, name);
    text_ += ',';
    base::append_json_string(text_, value);
    text_ += ']';
  }
  text_ += "],\"body\":";
  text_ += json;
  text_ += '}';
}

}  // namespace tracewh::net
