#include "query/definition.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tracewh::query {
namespace {

constexpr std::array<std::pair<std::string_view, ParameterType>, 10> kTypes{{
    {"duration", ParameterType::kDuration},
    {"time", ParameterType::kTime},
    {"integer", ParameterType::kInteger},
    {"number", ParameterType::kNumber},
    {"string", ParameterType::kString},
    {"glob", ParameterType::kGlob},
    {"trace_id", ParameterType::kTraceId},
    {"enum", ParameterType::kEnum},
    {"flag", ParameterType::kFlag},
    {"file", ParameterType::kFile},
}};

}  // namespace

std::string_view to_string(ParameterType type) {
  return std::ranges::find(kTypes, type, [](const auto& entry) { return entry.second; })->first;
}

std::optional<ParameterType> parameter_type_from_name(std::string_view name) {
  const auto* found = std::ranges::find(kTypes, name, [](const auto& entry) { return entry.first; });
  if (found == kTypes.end()) return std::nullopt;
  return found->second;
}

std::span<const Parameter> standard_parameters() {
  static const std::array<Parameter, 5> kStandard{{
      {"since",
       ParameterType::kTime,
       {},
       std::nullopt,
       false,
       "only what starts at this time (UTC) or later"},
      {"until", ParameterType::kTime, {}, std::nullopt, false, "only what starts before this time (UTC)"},
      {"service", ParameterType::kGlob, {}, std::nullopt, false, "only this service, or those of a pattern"},
      {"run", ParameterType::kString, {}, std::nullopt, false, "only traces that this run brought"},
      {"limit", ParameterType::kInteger, {}, "50", false, "rows at most, 0 for all"},
  }};
  return kStandard;
}

std::span<const Parameter> facet_parameters() {
  const auto facet = [](std::string name, std::string what) {
    return Parameter{std::move(name),
                     ParameterType::kGlob,
                     {},
                     std::nullopt,
                     false,
                     "as --attr: with spans of this " + std::move(what) + ", or of those of a pattern",
                     true};
  };
  static const std::array<Parameter, 5> kFacets{facet("task", "task ID"), facet("worker", "worker"),
                                                facet("agent", "agent"), facet("model", "model"),
                                                facet("session", "session")};
  return kFacets;
}

std::span<const Parameter> change_parameters() {
  static const std::array<Parameter, 2> kChanges{{
      {"joined", ParameterType::kFlag, {}, std::nullopt, false, "take traces that belong together as one"},
      {"fix_skew", ParameterType::kFlag, {}, std::nullopt, false, "make the clocks of services agree first"},
  }};
  return kChanges;
}

const Parameter* find_parameter(const QueryDefinition& query, std::string_view name) {
  const auto found = std::ranges::find(query.parameters, name, &Parameter::name);
  return found == query.parameters.end() ? nullptr : &*found;
}

std::string option_name(const Parameter& parameter) {
  std::string option = "--" + parameter.name;
  std::ranges::replace(option, '_', '-');
  return option;
}

}  // namespace tracewh::query
