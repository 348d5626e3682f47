#include "query/arguments.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"
#include "base/hex.hpp"
#include "base/number.hpp"
#include "base/time.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tracewh::query {
namespace {

using base::Error, base::ErrorCode;

[[noreturn]] void fail(const Parameter& parameter, std::string_view text, std::string_view reason,
                       std::string hint = {}) {
  throw Error(ErrorCode::kUsage, fmt::format("{}: '{}' is {}", option_name(parameter), text, reason),
              std::move(hint));
}

model::Value parse_trace_id(const Parameter& parameter, std::string_view text,
                            const ArgumentContext& context) {
  model::TraceId id;
  if (context.find_trace) {
    id = context.find_trace(text);
  } else if (!base::from_hex(text, id.bytes)) {
    fail(parameter, text, "not a whole trace ID; write its 32 hexadecimal digits");
  }
  return model::Blob{std::string(id.bytes.begin(), id.bytes.end())};
}

model::Value parse_choice(const Parameter& parameter, std::string_view text) {
  if (std::ranges::find(parameter.choices, text) == parameter.choices.end()) {
    fail(parameter, text, fmt::format("none of {}", fmt::join(parameter.choices, ", ")),
         base::did_you_mean(text, parameter.choices));
  }
  return std::string(text);
}

model::Value parse_flag(const Parameter& parameter, std::string_view text) {
  if (text != "true" && text != "false") fail(parameter, text, "neither true nor false");
  return std::int64_t{text == "true"};
}

[[noreturn]] void fail_unknown(const QueryDefinition& query, const std::string& name) {
  std::vector<std::string> names;
  for (const Parameter& parameter : query.parameters) names.push_back(parameter.name);
  throw Error(ErrorCode::kUsage, fmt::format("query '{}' has no parameter '{}'", query.name, name),
              base::did_you_mean(name, names));
}

/// SQLite reads a negative limit as "all".
model::Value limit_value(const Parameter& parameter, const model::Value& value) {
  const auto limit = std::get<std::int64_t>(value);
  if (limit < 0) fail(parameter, std::to_string(limit), "negative; write 0 for all rows");
  return limit == 0 ? std::int64_t{-1} : limit;
}

const model::Value* find_value(const std::vector<Argument>& arguments, std::string_view name) {
  const auto found = std::ranges::find(arguments, name, &Argument::name);
  return found == arguments.end() ? nullptr : &found->value;
}

/// A window without a beginning or an end is open there.
void require_order(const std::vector<Argument>& arguments) {
  const model::Value* since = find_value(arguments, "since");
  const model::Value* until = find_value(arguments, "until");
  if (since == nullptr || until == nullptr) return;
  const auto* from = std::get_if<std::int64_t>(since);
  const auto* to = std::get_if<std::int64_t>(until);
  if (from == nullptr || to == nullptr || *from <= *to) return;
  throw Error(ErrorCode::kUsage,
              fmt::format("--since is after --until: {} and {}", base::format_instant(*from),
                          base::format_instant(*to)),
              "times are UTC unless they tell their zone");
}

}  // namespace

model::Value parse_argument(const Parameter& parameter, std::string_view text,
                            const ArgumentContext& context) {
  switch (parameter.type) {
    case ParameterType::kDuration:
      if (const auto duration = base::parse_duration(text)) return *duration;
      fail(parameter, text, "not a duration; write it like 250ms, 10s or 1m30s");
    case ParameterType::kTime:
      if (const auto instant = base::parse_instant(text, context.now_ns)) return *instant;
      fail(parameter, text, "not a time; write it like 2026-01-02T03:04:05Z, 2026-01-02 or 2h (UTC)");
    case ParameterType::kInteger:
      if (const auto number = base::parse_integer<std::int64_t>(text)) return *number;
      fail(parameter, text, "not an integer");
    case ParameterType::kNumber:
      if (const auto number = base::parse_real(text); number && std::isfinite(*number)) return *number;
      fail(parameter, text, "not a number");
    case ParameterType::kTraceId:
      return parse_trace_id(parameter, text, context);
    case ParameterType::kEnum:
      return parse_choice(parameter, text);
    case ParameterType::kFlag:
      return parse_flag(parameter, text);
    case ParameterType::kString:
    case ParameterType::kGlob:
    case ParameterType::kFile:
      break;
  }
  return std::string(text);
}

std::int64_t limit_of(std::span<const Argument> arguments) {
  const auto limit = std::ranges::find(arguments, "limit", &Argument::name);
  return limit == arguments.end() ? -1 : std::get<std::int64_t>(limit->value);
}

std::vector<Argument> bind_arguments(const QueryDefinition& query,
                                     const std::map<std::string, std::string>& given,
                                     const ArgumentContext& context) {
  for (const auto& [name, text] : given) {
    if (find_parameter(query, name) == nullptr) fail_unknown(query, name);
  }
  std::vector<Argument> arguments;
  for (const Parameter& parameter : query.parameters) {
    const auto found = given.find(parameter.name);
    model::Value value;
    if (found != given.end()) {
      value = parse_argument(parameter, found->second, context);
    } else if (parameter.default_text) {
      value = parse_argument(parameter, *parameter.default_text, context);
    } else if (parameter.required) {
      throw Error(ErrorCode::kUsage, fmt::format("query '{}' needs {}", query.name, option_name(parameter)));
    } else if (parameter.type == ParameterType::kFlag) {
      value = std::int64_t{0};
    }
    if (parameter.name == "limit") value = limit_value(parameter, value);
    arguments.push_back({parameter.name, std::move(value)});
  }
  require_order(arguments);
  return arguments;
}

}  // namespace tracewh::query
