#include "net/ask.hpp"
#include "net/query/jaeger_routes.hpp"
#include "net/query/zipkin_routes.hpp"
#include "property/ingested_database.hpp"
#include "reference/tagged_span.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Jaeger's and Zipkin's searches against a filter over the same spans, which is written from what they do
/// and knows neither the database nor what reads it.
namespace tracewh::reference {
namespace {

using nlohmann::json;

/// A query string and what it asks of one span.
struct Condition {
  std::string query;
  std::function<bool(const TaggedSpan&)> holds;
};

/// As Jaeger compares values.
std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value == 8.0 ? "8" : value.dump();
}

bool any_value(const TaggedSpan& span, const std::string& key,
               const std::function<bool(const json&)>& holds) {
  for (const Values* values :
       {&span.attributes, &span.resource, &span.scope_attributes, &span.event, &span.link}) {
    const auto found = values->find(key);
    if (found != values->end() && holds(found->second)) return true;
  }
  return false;
}

bool failed(const TaggedSpan& span) { return span.status == 2 || span.exception; }

std::string escaped(const std::string& text) {
  std::string result;
  for (const unsigned char c : text) result += fmt::format("%{:02X}", c);
  return result;
}

Condition tag(SpanMaker& maker) {
  const std::string key = fmt::format("k{}", maker.below(4));
  const auto value = maker.one_of<std::string>({"a", "8", "7", "1.5", "true", R"([1,"x"])", "none"});
  const std::string query = maker.below(2) == 0 ? "tag=" + escaped(key + ":" + value)
                                                : "tags=" + escaped(json{{key, value}}.dump());
  return {query, [=](const TaggedSpan& span) {
            return any_value(span, key, [&](const json& each) { return text_of(each) == value; });
          }};
}

Condition comparison(SpanMaker& maker) {
  const std::string key = fmt::format("k{}", maker.below(4));
  const bool or_equal = maker.below(2) == 0;
  const std::string text = key + (or_equal ? ">=7" : ">7");
  return {"tag=" + escaped(text), [=](const TaggedSpan& span) {
            return any_value(span, key, [&](const json& each) {
              if (!each.is_number() && each != "8") return false;
              const double number = each.is_number() ? each.get<double>() : 8;
              return or_equal ? number >= 7 : number > 7;
            });
          }};
}

Condition unequal(SpanMaker& maker) {
  const std::string key = fmt::format("k{}", maker.below(4));
  const auto value = maker.one_of<std::string>({"a", "8", "true", "none"});
  return {"tag=" + escaped(key + "!=" + value), [=](const TaggedSpan& span) {
            return any_value(span, key, [&](const json& each) { return text_of(each) != value; });
          }};
}

Condition special_tag(SpanMaker& maker) {
  switch (maker.below(9)) {
    case 6:
      return {"tag=error!=true", [](const TaggedSpan& span) { return !failed(span); }};
    case 7:
      return {"tag=span.kind!=client", [](const TaggedSpan& span) { return span.kind != 3; }};
    case 8:
      return {"tag=span.status!=Error", [](const TaggedSpan& span) { return span.status != 2; }};
    case 0:
      return {"tag=error:true", failed};
    case 1:
      return {"tag=error:false", [](const TaggedSpan& span) { return span.status == 1 && !failed(span); }};
    case 2:
      return {"tag=span.kind:client", [](const TaggedSpan& span) { return span.kind == 3; }};
    case 3:
      return {"tag=span.status:Error", [](const TaggedSpan& span) { return span.status == 2; }};
    case 4:
      return {"tag=scope.name:lib", [](const TaggedSpan& span) { return span.scope == "lib"; }};
    default:
      return {"tag=resource.k1:8", [](const TaggedSpan& span) {
                const auto found = span.resource.find("k1");
                return found != span.resource.end() && text_of(found->second) == "8";
              }};
  }
}

Condition operation(SpanMaker& maker) {
  const auto name = maker.one_of<std::string>({"worker", "multiagent.task.*", "GET /*", "*.run", "nothing"});
  return {"operation=" + escaped(name), [=](const TaggedSpan& span) {
            if (name == "multiagent.task.*") return span.name.starts_with("multiagent.task.");
            return name == "*.run" ? span.name.ends_with(".run") : span.name == name;
          }};
}

Condition times(SpanMaker& maker) {
  const std::int64_t since = kStart / 1'000 + maker.below(100'000'000);
  const std::int64_t until = kStart / 1'000 + maker.below(100'000'000);
  return {fmt::format("start={}&end={}", since, until), [=](const TaggedSpan& span) {
            return span.start_ns >= since * 1'000 && span.start_ns <= until * 1'000;
          }};
}

Condition durations(SpanMaker& maker) {
  switch (maker.below(3)) {
    case 0:
      return {"minDuration=1us", [](const TaggedSpan& span) { return span.duration_ns >= 1'000; }};
    case 1:
      return {"maxDuration=2ms", [](const TaggedSpan& span) { return span.duration_ns <= 2'000'000; }};
    default:
      return {"minDuration=1.5ms&maxDuration=1m",
              [](const TaggedSpan& span) { return span.duration_ns >= 1'500'000; }};
  }
}

/// The traces with a span for which all holds, those that begin last first.
std::vector<std::string> expected(const std::vector<TaggedSpan>& spans,
                                  const std::vector<Condition>& conditions) {
  std::map<std::string, std::int64_t> starts;
  std::set<std::string> matching;
  for (const TaggedSpan& span : spans) {
    const auto [start, is_new] = starts.try_emplace(span.trace, span.start_ns);
    start->second = std::min(start->second, span.start_ns);
    if (std::ranges::all_of(conditions, [&](const Condition& each) { return each.holds(span); }))
      matching.insert(span.trace);
  }
  std::vector<std::string> ids(matching.begin(), matching.end());
  std::ranges::sort(ids, std::greater(), [&](const std::string& id) { return starts[id]; });
  return ids;
}

json ask(const std::vector<net::Route>& routes, const std::string& target) {
  const net::Response response = test::begin(routes, target).get();
  CHECK(response.status == 200);
  return json::parse(response.body);
}

std::vector<std::string> found_by_jaeger(const std::vector<net::Route>& routes, const std::string& query) {
  std::vector<std::string> ids;
  const json answer = ask(routes, "/api/traces?" + query);
  for (const json& trace : answer.at("data"))
    ids.push_back(std::string(16, '0') + trace.at("traceID").get<std::string>());
  return ids;
}

std::vector<std::string> found_by_zipkin(const std::vector<net::Route>& routes, const std::string& query) {
  std::vector<std::string> ids;
  const json answer = ask(routes, "/api/v2/traces?" + query);
  for (const json& trace : answer)
    ids.push_back(std::string(16, '0') + trace.at(0).at("traceId").get<std::string>());
  return ids;
}

using MakeCondition = std::function<Condition(SpanMaker&)>;
using Find = std::vector<std::string> (*)(const std::vector<net::Route>&, const std::string& query);

/// Compares the answers to searches at random with the filter's: each kind of condition alone, then several.
/// Gives the number of matches.
std::size_t compare(SpanMaker& maker, const std::vector<TaggedSpan>& spans,
                    const std::vector<net::Route>& routes, Find find, const MakeCondition& service,
                    const std::vector<MakeCondition>& kinds) {
  std::size_t matches = 0;
  for (std::size_t round = 0; round < 60 * kinds.size(); ++round) {
    std::vector<Condition> conditions{service(maker)};
    const bool alone = round < 20 * kinds.size();
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      if (alone ? round % kinds.size() == kind : maker.below(4) == 0)
        conditions.push_back(kinds[kind](maker));
    }
    std::string query;
    for (const Condition& condition : conditions) query += "&" + condition.query;
    INFO(query);
    std::vector<std::string> ids = expected(spans, conditions);
    matches += ids.size();
    CHECK(find(routes, "limit=1000" + query) == ids);
    ids.resize(std::min<std::size_t>(ids.size(), 2));
    CHECK(find(routes, "limit=2" + query) == ids);
  }
  return matches;
}

/// The condition that the span is of a service, which the parameter `name` names.
MakeCondition service_called(const std::string& name) {
  return [name](SpanMaker& maker) -> Condition {
    const auto service = maker.one_of<std::string>({"planner", "coder", "nobody"});
    return {name + "=" + service, [service](const TaggedSpan& span) { return span.service == service; }};
  };
}

Condition zipkin_name(SpanMaker& maker) {
  const auto name = maker.one_of<std::string>({"worker", "GET /*", "nothing"});
  std::string upper = name;
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
  return {"spanName=" + escaped(upper), [=](const TaggedSpan& span) { return span.name == name; }};
}

Condition zipkin_annotations(SpanMaker& maker) {
  switch (maker.below(4)) {
    case 0:
      return {"annotationQuery=error", failed};
    case 1:
      return {"annotationQuery=e", [](const TaggedSpan& span) { return !span.event.empty(); }};
    case 2:
      return {"annotationQuery=k1",
              [](const TaggedSpan& span) { return any_value(span, "k1", [](const json&) { return true; }); }};
    default:
      return {"annotationQuery=" + escaped("k1=8 and k2=a"), [](const TaggedSpan& span) {
                return any_value(span, "k1", [](const json& each) { return text_of(each) == "8"; }) &&
                       any_value(span, "k2", [](const json& each) { return each == "a"; });
              }};
  }
}

Condition zipkin_times(SpanMaker& maker) {
  const std::int64_t end = kStart / 1'000'000 + maker.below(100'000);
  const std::int64_t lookback = maker.below(50'000);
  return {fmt::format("endTs={}&lookback={}", end, lookback), [=](const TaggedSpan& span) {
            return span.start_ns <= end * 1'000'000 && span.start_ns >= (end - lookback) * 1'000'000;
          }};
}

Condition zipkin_durations(SpanMaker& maker) {
  if (maker.below(2) == 0)
    return {"minDuration=2000", [](const TaggedSpan& span) { return span.duration_ns >= 2'000'000; }};
  return {"minDuration=1&maxDuration=2000",
          [](const TaggedSpan& span) { return span.duration_ns >= 1'000 && span.duration_ns <= 2'000'000; }};
}

}  // namespace

TEST_CASE("Jaeger's search finds what a filter over all spans finds, by each parameter and by several") {
  SpanMaker maker;
  const std::vector<TaggedSpan> spans = maker.make(100);
  property::IngestedDatabase database;
  database.ingest({otlp(spans)});
  net::ReaderPool readers;
  const auto routes = net::jaeger_routes(readers, database.file());
  // Otherwise little was compared.
  CHECK(compare(maker, spans, routes, found_by_jaeger, service_called("service"),
                {tag, tag, comparison, unequal, special_tag, times, durations, operation}) > 1'000);
}

TEST_CASE("Zipkin's search does likewise") {
  SpanMaker maker;
  const std::vector<TaggedSpan> spans = maker.make(100);
  property::IngestedDatabase database;
  database.ingest({otlp(spans)});
  net::ReaderPool readers;
  const auto routes = net::zipkin_routes(readers, database.file());
  CHECK(compare(maker, spans, routes, found_by_zipkin, service_called("serviceName"),
                {zipkin_name, zipkin_annotations, zipkin_times, zipkin_durations}) > 1'000);
}

}  // namespace tracewh::reference
