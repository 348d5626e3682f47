#pragma once

#include "model/ids.hpp"
#include "model/row_set.hpp"
#include "query/definition.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::query {

/// What the meaning of an argument can depend on.
struct ArgumentContext {
  std::int64_t now_ns = 0;                                          ///< relative times count from here
  std::function<model::TraceId(std::string_view text)> find_trace;  ///< resolves a prefix; may be empty
};

/// A parameter's value as it is bound to `:name`.
struct Argument {
  std::string name;
  model::Value value;

  bool operator==(const Argument&) const = default;
};

/// The value of a parameter given as `text`. Throws base::Error (usage) that says how to write it.
model::Value parse_argument(const Parameter& parameter, std::string_view text,
                            const ArgumentContext& context);

/// How many rows are asked for; negative for all, as when there is no limit.
std::int64_t limit_of(std::span<const Argument> arguments);

/// A value for each parameter of `query`, in its order: the given text, else the default, else NULL (a flag:
/// 0). A limit of 0 becomes -1, SQLite's "no limit". Throws base::Error (usage) for a name that the query
/// does not have, a required one that is missing, a bad value, or since after until.
std::vector<Argument> bind_arguments(const QueryDefinition& query,
                                     const std::map<std::string, std::string>& given,
                                     const ArgumentContext& context);

}  // namespace tracewh::query
