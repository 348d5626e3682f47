#pragma once

#include "encode/formats.hpp"
#include "model/stored_span.hpp"

#include <sstream>
#include <string>
#include <string_view>

/// Small traces, and what a format makes of them.
namespace tracewh::encode::test {

inline constexpr std::int64_t kStart = 1'768'467'600'000'000'000;  // 2026-01-15T09:00:00Z

inline model::StoredSpan span(std::uint64_t id, std::uint64_t parent, std::string name, std::int64_t start_ns,
                              std::int64_t end_ns) {
  model::StoredSpan span;
  span.span_id.value = id;
  span.parent_span_id.value = parent;
  span.name = std::move(name);
  span.start_ns = start_ns;
  span.end_ns = end_ns;
  span.attribute_keys = "[]";
  span.attribute_values = "[]";
  return span;
}

/// A whole trace of one resource without attributes and one scope without a name.
inline model::StoredSpans trace(std::vector<model::StoredSpan> spans) {
  model::StoredSpans trace;
  for (std::uint8_t i = 0; i < 16; ++i) trace.trace_id.bytes[i] = static_cast<std::uint8_t>(i + 1);
  trace.first = true;
  trace.last = true;
  trace.resources = {{"", "{}", "", "", 0}};
  trace.scopes = {{"", "", "{}", "", 0}};
  trace.spans = std::move(spans);
  return trace;
}

/// A server's span with a failed call below it that has an attribute of every type, an event and a link.
inline model::StoredSpans story() {
  model::StoredSpan root = span(1, 0, "task; one", kStart, kStart + 2'000'500);
  root.kind = 2;
  root.flags = 0x101;
  model::StoredSpan call = span(2, 1, "call", kStart + 1'000, kStart + 501'000);
  call.kind = 3;
  call.role = model::Role::kTool;
  call.status = model::StatusCode::kError;
  call.status_message = "boom";
  call.evidence = model::evidence::kStatus | model::evidence::kException;
  call.trace_state = "s=1";
  call.attribute_keys = R"(["a","b","c","d","e","f","g","h","i"])";
  call.attribute_values = R"(["x",9007199254740993,1.5,{"doubleValue":"NaN"},true,null,)"
                          R"({"bytesValue":"AP8="},[1,"y"],{"kvlistValue":{"bytesValue":2}}])";
  call.events = R"([{"time_ns":1768467600000002000,"name":"exception",)"
                R"("attributes":{"exception.type":"E"},"dropped_attributes":3}])";
  call.links = R"([{"trace_id":"ff000000000000000000000000000000","span_id":"00000000000000aa",)"
               R"("trace_state":"k=v","attributes":{"w":1},"dropped_attributes":2,"flags":1}])";
  call.dropped_attributes = 4;
  call.dropped_events = 5;
  call.dropped_links = 6;
  model::StoredSpans story = trace({root, call});
  story.resources[0] = {"shop", R"({"service.name":"shop","zone":7})", "", "", 0};
  story.scopes[0] = {"lib", "1.0", "{}", "", 0};
  return story;
}

/// What the format makes of `traces`.
inline std::string encoded(std::string_view format, const std::vector<model::StoredSpans>& traces) {
  std::ostringstream out;
  const auto encoder = find_format(format)->make(out);
  for (const model::StoredSpans& trace : traces) encoder->write(trace);
  encoder->finish();
  return out.str();
}

}  // namespace tracewh::encode::test
