#include "net/query/given_arguments.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tracewh::net {

using base::Error, base::ErrorCode;

search::GivenArguments given_arguments(const Parameters& query,
                                       std::initializer_list<std::string_view> others) {
  search::GivenArguments given;
  for (const auto& [name, value] : query) {
    if (std::ranges::find(others, name) != others.end()) continue;
    if (name == "attr") {
      given.attributes.push_back(value);
    } else if (name == "trace") {
      given.traces.push_back(value);
    } else if (name == "of") {
      given.of = value;
    } else if (!given.texts.emplace(name, value).second) {
      throw Error(ErrorCode::kUsage, fmt::format("'{}' is given twice", name));
    }
  }
  return given;
}

void require_bounded(std::span<const query::Argument> arguments) {
  for (const auto& [name, value] : arguments) {
    if (name != "limit") continue;
    const auto limit = std::get<std::int64_t>(value);
    if (limit >= 0 && limit <= base::limits::kRowsPerAnswer) return;
    throw Error(ErrorCode::kUsage,
                fmt::format("limit: an answer holds at most {} rows", base::limits::kRowsPerAnswer));
  }
}

}  // namespace tracewh::net
