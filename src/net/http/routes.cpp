#include "net/http/routes.hpp"

#include "net/http/content.hpp"
#include "net/http/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tracewh::net {
namespace {

Response wrong_method(const Request& head, std::string allowed) {
  Response response = refusal(head.media_type(), {405, fmt::format("{} takes {}", head.path(), allowed)});
  response.headers.add("Allow", std::move(allowed));
  return response;
}

Response wrong_coding(const Request& head) {
  Response response =
      refusal(head.media_type(), {415, fmt::format("the content coding is not one of {}", kContentCodings)});
  response.headers.add("Accept-Encoding", std::string(kContentCodings));
  return response;
}

std::string listed(const std::vector<std::string_view>& media_types) {
  std::string text;
  for (const std::string_view media_type : media_types) {
    if (!media_type.empty()) text += (text.empty() ? "" : " or ") + std::string(media_type);
  }
  return text;
}

}  // namespace

const Route* Routes::find(const Request& head) const {
  const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
  const auto found = std::ranges::find_if(
      routes_, [&](const Route& route) { return route.path == head.path() && route.method == method; });
  return found == routes_.end() ? nullptr : &*found;
}

std::optional<Response> Routes::refuse(const Request& head) const {
  const Route* route = find(head);
  if (route == nullptr) {
    std::string allowed;
    for (const Route& other : routes_) {
      if (other.path != head.path()) continue;
      allowed += (allowed.empty() ? "" : ", ") + std::string(other.method);
      if (other.method == "GET") allowed += ", HEAD";
    }
    if (!allowed.empty()) return wrong_method(head, std::move(allowed));
    return refusal(head.media_type(), {404, "there is nothing at this path"});
  }
  if (route->media_types.empty()) return std::nullopt;
  if (std::ranges::find(route->media_types, head.media_type()) == route->media_types.end()) {
    return refusal(head.media_type(),
                   {415, fmt::format("{} takes {}", head.path(), listed(route->media_types))});
  }
  if (!knows_coding(head.content_coding())) return wrong_coding(head);
  return std::nullopt;
}

void Routes::handle(Request request, const Respond& respond) const {
  const Route* route = find(request);
  route->handler(std::move(request), respond);
}

}  // namespace tracewh::net
