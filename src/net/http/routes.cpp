#include "net/http/routes.hpp"

#include "net/http/content_coding.hpp"
#include "net/http/error_response.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace tracewh::net {
namespace {

using Kind = RequestError::Kind;

/// The name in the braces of a segment that stands for many; empty for one that stands for itself.
std::string_view parameter_name(std::string_view segment) {
  const bool in_braces = segment.starts_with('{') && segment.ends_with('}');
  return in_braces ? segment.substr(1, segment.size() - 2) : std::string_view();
}

bool is_parameter(std::string_view segment) { return !parameter_name(segment).empty(); }

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    segments.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

bool more_exact(const std::vector<std::string_view>& left, const std::vector<std::string_view>& right) {
  return std::ranges::lexicographical_compare(left, right, {}, is_parameter, is_parameter);
}

std::string listed(const std::vector<std::string_view>& media_types) {
  std::string text;
  for (const std::string_view media_type : media_types) {
    if (!media_type.empty()) text += (text.empty() ? "" : " or ") + std::string(media_type);
  }
  return text;
}

/// The methods of routes, each once, as the field Allow lists them.
std::string allowed_methods(const std::vector<const Route*>& routes) {
  std::vector<std::string_view> methods;
  for (const Route* route : routes) {
    if (std::ranges::find(methods, route->method) != methods.end()) continue;
    methods.push_back(route->method);
    if (route->method == "GET") methods.push_back("HEAD");
  }
  return fmt::format("{}", fmt::join(methods, ", "));
}

Response wrong_method(const Request& head, const std::vector<const Route*>& routes) {
  std::string allowed = allowed_methods(routes);
  Response response =
      error_response(error_type(*routes.front(), head),
                     {Kind::kMethodNotAllowed, fmt::format("{} takes {}", head.path(), allowed)});
  response.headers.add("Allow", std::move(allowed));
  return response;
}

/// What is wrong with the body that the head tells of.
std::optional<RequestError> check_body(const Route& route, const Request& head) {
  if (route.media_types.empty()) return std::nullopt;
  if (std::ranges::find(route.media_types, head.media_type()) == route.media_types.end()) {
    return RequestError{Kind::kUnsupportedType,
                        fmt::format("{} takes {}", head.path(), listed(route.media_types))};
  }
  if (knows_coding(head.content_coding())) return std::nullopt;
  return unknown_coding();
}

}  // namespace

std::string error_type(const Route& route, const Request& head) {
  return route.error_type.empty() ? head.media_type() : std::string(route.error_type);
}

Routes::Routes(std::vector<Route> routes) {
  for (Route& route : routes) {
    auto segments = segments_of(route.path);
    entries_.push_back({std::move(route), std::move(segments)});
  }
  std::ranges::stable_sort(entries_, more_exact, &Entry::segments);
}

/// The parameters of a path that is one of the entry's.
std::optional<Parameters> Routes::match(const Entry& entry, const std::vector<std::string>& segments) {
  if (segments.size() != entry.segments.size()) return std::nullopt;
  Parameters parameters;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string_view name = parameter_name(entry.segments[i]);
    if (name.empty() ? segments[i] != entry.segments[i] : segments[i].empty()) return std::nullopt;
    if (!name.empty()) parameters.add(std::string(name), segments[i]);
  }
  return parameters;
}

std::variant<const Route*, Response> Routes::find(Request& head) const {
  auto target = read_target(head.target);
  if (!target) {
    return error_response(head.media_type(), {Kind::kMalformed, "an escape in the target is malformed"});
  }
  const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
  std::vector<const Route*> others;
  for (const Entry& entry : entries_) {
    auto parameters = match(entry, target->segments);
    if (!parameters) continue;
    const Route& route = entry.route;
    if (route.method != method) {
      others.push_back(&route);
      continue;
    }
    if (const auto error = check_body(route, head)) return error_response(error_type(route, head), *error);
    head.path_parameters = std::move(*parameters);
    head.query = std::move(target->query);
    return &route;
  }
  if (!others.empty()) return wrong_method(head, others);
  return error_response(head.media_type(), {Kind::kUnknownPath, "there is nothing at this path"});
}

}  // namespace tracewh::net
