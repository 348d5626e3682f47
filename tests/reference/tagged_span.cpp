#include "reference/tagged_span.hpp"

#include <fmt/format.h>

namespace tracewh::reference {
namespace {

using nlohmann::json;

json otlp_value(const json& value) {
  if (value.is_boolean()) return {{"boolValue", value}};
  if (value.is_number_integer()) return {{"intValue", value.dump()}};
  if (value.is_number()) return {{"doubleValue", value}};
  if (value.is_string()) return {{"stringValue", value}};
  json values = json::array();
  for (const json& element : value) values.push_back(otlp_value(element));
  return {{"arrayValue", {{"values", values}}}};
}

json otlp_attributes(const Values& values) {
  json attributes = json::array();
  for (const auto& [key, value] : values) attributes.push_back({{"key", key}, {"value", otlp_value(value)}});
  return attributes;
}

}  // namespace

std::vector<TaggedSpan> SpanMaker::make(int traces) {
  std::vector<TaggedSpan> spans;
  for (int trace = 1; trace <= traces; ++trace) {
    for (int i = below(6); i >= 0; --i) spans.push_back(make_span(trace));
  }
  return spans;
}

TaggedSpan SpanMaker::make_span(int trace) {
  TaggedSpan span;
  span.trace = fmt::format("{:032x}", trace);
  span.service = one_of<std::string>({"planner", "coder"});
  span.name = one_of<std::string>({"multiagent.task.run", "multiagent.task.plan", "worker", "GET /*"});
  span.kind = below(6);
  span.status = below(3);
  span.exception = below(6) == 0;
  span.start_ns = kStart + trace * kSecond + below(1'000'000);
  span.duration_ns = one_of<std::int64_t>({0, 999, 1'000, 2'000'000, 3 * kSecond});
  span.scope = one_of<std::string>({"lib", "other"});
  span.resource = values(1);
  span.scope_attributes = values(1);
  span.attributes = values(3);
  span.event = values(1);
  span.link = values(1);
  return span;
}

Values SpanMaker::values(int most) {
  Values values;
  for (int i = below(most + 1); i > 0; --i) {
    values[fmt::format("k{}", below(4))] =
        one_of<json>({"a", "8", 8, 7, 5, 8.0, 1.5, true, json::array({1, "x"})});
  }
  return values;
}

std::string otlp(const std::vector<TaggedSpan>& spans) {
  std::string lines;
  int id = 0;
  for (const TaggedSpan& span : spans) {
    Values resource = span.resource;
    resource["service.name"] = span.service;
    json events = json::array();
    const std::string time = std::to_string(span.start_ns);
    if (!span.event.empty())
      events.push_back({{"timeUnixNano", time}, {"name", "e"}, {"attributes", otlp_attributes(span.event)}});
    if (span.exception) events.push_back({{"timeUnixNano", time}, {"name", "exception"}});
    json links = json::array();
    if (!span.link.empty()) {
      links.push_back({{"traceId", std::string(32, '1')},
                       {"spanId", std::string(16, '1')},
                       {"attributes", otlp_attributes(span.link)}});
    }
    const json one{{"traceId", span.trace},
                   {"spanId", fmt::format("{:016x}", ++id)},
                   {"name", span.name},
                   {"kind", span.kind},
                   {"startTimeUnixNano", time},
                   {"endTimeUnixNano", std::to_string(span.start_ns + span.duration_ns)},
                   {"attributes", otlp_attributes(span.attributes)},
                   {"events", events},
                   {"links", links},
                   {"status", {{"code", span.status}}}};
    const json scope{{"name", span.scope}, {"attributes", otlp_attributes(span.scope_attributes)}};
    const json scope_spans{{"scope", scope}, {"spans", json::array({one})}};
    const json resource_spans{{"resource", {{"attributes", otlp_attributes(resource)}}},
                              {"scopeSpans", json::array({scope_spans})}};
    const json document{{"resourceSpans", json::array({resource_spans})}};
    lines += document.dump() + '\n';
  }
  return lines;
}

}  // namespace tracewh::reference
