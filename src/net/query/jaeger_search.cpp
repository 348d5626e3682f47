#include "net/query/jaeger_search.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "model/jaeger_names.hpp"
#include "net/query/parameter_values.hpp"
#include "net/query/tag_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tracewh::net {
namespace {

using base::Error, base::ErrorCode;

constexpr std::int64_t kMicrosecond = 1'000;
constexpr std::int64_t kUsualTraces = 100;

void add_all(std::vector<model::AttributeCondition>& all, std::vector<model::AttributeCondition> more) {
  std::ranges::move(more, std::back_inserter(all));
}

std::vector<model::AttributeCondition> read_conditions(const Parameters& query) {
  std::vector<model::AttributeCondition> conditions;
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (name == "tag") conditions.push_back(read_tag(value));
    if (name == "tags") add_all(conditions, read_tags(value));
  }
  return conditions;
}

/// A time as programs write it, also where the plus of its zone came unencoded and so is a blank.
std::int64_t read_time(const Parameters& query, std::initializer_list<std::string_view> names) {
  constexpr std::size_t kZone = std::string_view("+02:00").size();
  std::string text(required_parameter(query, names));
  const bool has_blank = text.size() > kZone + 10 && text[text.size() - kZone] == ' ';
  if (has_blank) text[text.size() - kZone] = '+';
  if (const auto time = base::parse_rfc3339(text)) return *time;
  throw Error(ErrorCode::kUsage, fmt::format("parameter '{}': '{}' is no time", *names.begin(), text),
              "write it like 2026-01-02T03:04:05.678Z");
}

std::optional<std::string> copy_of(std::optional<std::string_view> text) {
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

}  // namespace

std::string service_of_jaeger(std::string_view name) {
  return name == model::kJaegerNoServiceName ? std::string() : std::string(name);
}

std::string_view jaeger_name_of(std::string_view service) {
  return service.empty() ? model::kJaegerNoServiceName : service;
}

search::TraceSearch read_jaeger_search(const Parameters& query) {
  search::TraceSearch search;
  search.service = service_of_jaeger(required_parameter(query, {"service"}));
  search.operation = copy_of(text_parameter(query, {"operation"}));
  if (const auto start = nanoseconds_parameter(query, "start", kMicrosecond)) search.start_ns.least = *start;
  if (const auto end = nanoseconds_parameter(query, "end", kMicrosecond)) search.start_ns.most = *end;
  search.duration_ns =
      duration_range(duration_parameter(query, {"minDuration"}), duration_parameter(query, {"maxDuration"}));
  search.conditions = read_conditions(query);
  search.limit = limit_parameter(query, {"limit"}, kUsualTraces);
  flag_parameter(query, {"raw"});
  return search;
}

search::TraceSearch read_jaeger_v3_search(const Parameters& query) {
  if (text_parameter(query, {"query.filter"})) {
    throw Error(ErrorCode::kUsage, "parameter 'query.filter' is not known here", "use query.attributes");
  }
  search::TraceSearch search;
  if (const auto service = text_parameter(query, {"query.serviceName", "query.service_name"}))
    search.service = service_of_jaeger(*service);
  search.operation = copy_of(text_parameter(query, {"query.operationName", "query.operation_name"}));
  search.start_ns = {read_time(query, {"query.startTimeMin", "query.start_time_min"}),
                     read_time(query, {"query.startTimeMax", "query.start_time_max"})};
  search.duration_ns = duration_range(duration_parameter(query, {"query.durationMin", "query.duration_min"}),
                                      duration_parameter(query, {"query.durationMax", "query.duration_max"}));
  if (const auto attributes = text_parameter(query, {"query.attributes"}))
    search.conditions = read_tags(*attributes);
  search.limit = limit_parameter(
      query, {"query.searchDepth", "query.search_depth", "query.num_traces", "query.numTraces"},
      kUsualTraces);
  flag_parameter(query, {"query.rawTraces", "query.raw_traces"});
  return search;
}

}  // namespace tracewh::net
