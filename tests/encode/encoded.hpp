#pragma once

#include "encode/formats.hpp"
#include "support/traces.hpp"

#include <sstream>
#include <string>
#include <string_view>
#include <utility>

/// Small traces, and what a format makes of them.
namespace tracewh::encode {

inline constexpr std::int64_t kStart = 1'768'467'600'000'000'000;  // 2026-01-15T09:00:00Z

/// A server's span with a failed call below it that has an attribute of every type, an event and a link.
inline model::Trace story() {
  model::Span root = test::span(1, 0, "task; one", kStart, kStart + 2'000'500);
  root.kind = 2;
  root.flags = 0x101;
  model::Span call = test::span(2, 1, "call", kStart + 1'000, kStart + 501'000);
  call.kind = 3;
  call.role = model::Role::kTool;
  call.status = model::StatusCode::kError;
  call.status_message = "boom";
  call.evidence = model::evidence::kStatus | model::evidence::kException;
  model::SpanPayload payload;
  payload.trace_state = "s=1";
  payload.attribute_keys = R"(["a","b","c","d","e","f","g","h","i"])";
  payload.attribute_values = R"(["x",9007199254740993,1.5,{"doubleValue":"NaN"},true,null,)"
                             R"({"bytesValue":"AP8="},[1,"y"],{"kvlistValue":{"bytesValue":2}}])";
  payload.events = R"([{"time_ns":1768467600000002000,"name":"exception",)"
                   R"("attributes":{"exception.type":"E"},"dropped_attributes":3}])";
  payload.links = R"([{"trace_id":"ff000000000000000000000000000000","span_id":"00000000000000aa",)"
                  R"("trace_state":"k=v","attributes":{"w":1},"dropped_attributes":2,"flags":1}])";
  payload.dropped_attributes = 4;
  payload.dropped_events = 5;
  payload.dropped_links = 6;
  model::Trace story = test::trace({root, call});
  test::set_payload(story, 1, payload);
  story.resources[0] = {"shop", R"({"service.name":"shop","zone":7})", "", "", 0};
  story.scopes[0] = {"lib", "1.0", "{}", "", 0};
  return story;
}

/// The trace without payloads. Its text is that of `whole`.
inline model::Trace outline_of(const model::Trace& whole) {
  model::Trace outline;
  outline.trace_id = whole.trace_id;
  outline.resources = whole.resources;
  outline.scopes = whole.scopes;
  outline.spans = whole.spans;
  for (model::Span& span : outline.spans) span.payload = &model::kNoPayload;
  return outline;
}

/// What the format makes of `traces`.
template <typename... Traces>
std::string encoded(std::string_view format, Traces... traces) {
  std::ostringstream out;
  const auto encoder = find_format(format)->make(out);
  ((encoder->outline(outline_of(traces)), encoder->write(std::move(traces))), ...);
  encoder->finish();
  return out.str();
}

}  // namespace tracewh::encode
