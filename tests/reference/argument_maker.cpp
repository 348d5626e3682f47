#include "reference/argument_maker.hpp"

#include "base/time.hpp"

#include <fmt/format.h>

#include <iterator>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

namespace tracewh::reference {
namespace {

using query::ParameterType;

constexpr std::string_view kPatterns[] = {"*",      "",        "nothing", "agent-*",
                                          "[a-m]*", "[^a-m]*", "*er*",    "*.*.*"};
constexpr model::Comparison kOrders[] = {model::Comparison::kLess, model::Comparison::kLessOrEqual,
                                         model::Comparison::kGreater, model::Comparison::kGreaterOrEqual};
constexpr std::int64_t kLimits[] = {0, 0, 1, 2, 3, 7, 20};

void add_time(std::set<std::string>& times, std::int64_t time) {
  const std::string text = base::format_instant(time);
  // Years of five digits cannot be asked for.
  if (base::parse_rfc3339(text) == time) times.insert(text);
}

void add_duration(std::set<std::string>& durations, std::int64_t duration) {
  const std::string text = fmt::format("{}ns", duration);
  // Nor can the longest durations.
  if (base::parse_duration(text) == duration) durations.insert(text);
}

/// What ends before it begins is refused.
void put_in_order(Arguments& arguments) {
  const auto since = arguments.find("since");
  const auto until = arguments.find("until");
  if (since == arguments.end() || until == arguments.end()) return;
  if (*base::parse_rfc3339(since->second) > *base::parse_rfc3339(until->second)) {
    std::swap(since->second, until->second);
  }
}

}  // namespace

ArgumentMaker::ArgumentMaker(const Archive& archive, std::uint64_t seed) : random_(seed), archive_(archive) {
  std::set<std::string> times;
  std::set<std::string> durations{"0", "10s"};
  std::set<std::string> names;
  for (const auto& [trace_id, trace] : archive.traces()) {
    if (trace.duration_ns) add_duration(durations, *trace.duration_ns);
    for (const auto& [span_id, span] : trace.spans) {
      add_time(times, span.start_ns);
      if (span.start_ns < std::numeric_limits<std::int64_t>::max()) add_time(times, span.start_ns + 1);
      add_duration(durations, span.duration_ns().value_or(1));
      names.insert({span.name, span.service, span.facet_text(model::Facet::kWorkerId),
                    span.facet_text(model::Facet::kTaskType), span.facet_text(model::Facet::kTaskId),
                    span.facet_text(model::Facet::kModel), span.facet_text(model::Facet::kAgent)});
    }
  }
  times_.assign(times.begin(), times.end());
  durations_.assign(durations.begin(), durations.end());
  names_.assign(names.begin(), names.end());
  for (const Run& run : archive.runs()) runs_.push_back(run.name);
}

Arguments ArgumentMaker::make(const query::QueryDefinition& query) {
  Arguments arguments;
  for (const query::Parameter& parameter : query.parameters) {
    if (parameter.name == "run" && runs_.empty()) continue;
    // Several facets at once hardly ever leave anything.
    const double chance = parameter.selects ? 0.05 : 0.4;
    if (parameter.required || random_.chance(chance)) arguments[parameter.name] = text_for(parameter);
  }
  put_in_order(arguments);
  return arguments;
}

std::vector<model::AttributeCondition> ArgumentMaker::make_attributes() {
  std::vector<model::AttributeCondition> conditions;
  if (archive_.traces().empty() || random_.chance(0.5)) return conditions;
  const auto trace =
      std::next(archive_.traces().begin(), random_.integer(0, std::ssize(archive_.traces()) - 1));
  const auto& spans = trace->second.spans;
  const Span& span = std::next(spans.begin(), random_.integer(0, std::ssize(spans) - 1))->second;
  while (!span.attributes.empty() && conditions.size() < 2 && random_.chance(0.8)) {
    const auto attribute =
        std::next(span.attributes.begin(), random_.integer(0, std::ssize(span.attributes) - 1));
    const nlohmann::json& value = *attribute;
    conditions.push_back({attribute.key(), value.is_string() ? value.get<std::string>() : value.dump()});
    if (random_.chance(0.1)) conditions.back().value += random_.chance(0.5) ? ".0" : "x";
    if (random_.chance(0.3)) conditions.back().comparison = model::Comparison::kUnequal;
    if (value.is_number() && random_.chance(0.5)) {
      conditions.back().value = value.dump();
      conditions.back().comparison = random_.pick(kOrders);
    }
  }
  return conditions;
}

std::string ArgumentMaker::pattern() {
  if (random_.chance(0.4)) return std::string(random_.pick(kPatterns));
  std::string text = names_.at(random_.next() % names_.size());
  if (random_.chance(0.5)) text = text.substr(0, text.size() / 2) + "*";
  return text;
}

std::string ArgumentMaker::text_for(const query::Parameter& parameter) {
  if (parameter.name == "run") return runs_.at(random_.next() % runs_.size());
  if (parameter.name == "limit") return std::to_string(random_.pick(kLimits));
  switch (parameter.type) {
    case ParameterType::kEnum:
      return parameter.choices.at(random_.next() % parameter.choices.size());
    case ParameterType::kFlag:
      return random_.chance(0.5) ? "true" : "false";
    case ParameterType::kTime:
      return times_.at(random_.next() % times_.size());
    case ParameterType::kDuration:
      return durations_.at(random_.next() % durations_.size());
    case ParameterType::kInteger:
      return std::to_string(random_.integer(0, 11));
    case ParameterType::kGlob:
      return pattern();
    default:
      throw std::logic_error("no arguments are made for the parameter " + parameter.name);
  }
}

}  // namespace tracewh::reference
