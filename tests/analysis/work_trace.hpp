#pragma once

#include "tree/make_trace.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Traces in which work is handed off, made by hand.
namespace tracewh::analysis {

inline constexpr std::int32_t kInternal = 1;
inline constexpr std::int32_t kProducer = 4;
inline constexpr std::int32_t kConsumer = 5;

/// A span in shorthand; times as in tree::SpanCase.
struct WorkSpan {
  std::uint64_t id = 0;
  std::uint64_t parent = 0;
  std::int64_t start_ns = 0;
  std::optional<std::int64_t> duration_ns = 0;
  model::Role role = model::Role::kOther;
  std::string message_type{};
  std::string message_id{};
  std::string task_id{};
  std::string worker_id{};
  std::vector<std::uint64_t> links{};  ///< spans of the same trace
  std::int32_t kind = kInternal;
  std::string name = "span";
  std::uint8_t evidence = 0;
  model::StatusCode status = model::StatusCode::kUnset;
  std::string status_message{};
};

inline WorkSpan task(std::uint64_t id, std::uint64_t parent, std::int64_t start_ns,
                     std::int64_t duration_ns) {
  return {.id = id,
          .parent = parent,
          .start_ns = start_ns,
          .duration_ns = duration_ns,
          .role = model::Role::kTask};
}

inline WorkSpan send(std::uint64_t id, std::uint64_t parent, std::int64_t start_ns,
                     std::int64_t duration_ns) {
  return {.id = id,
          .parent = parent,
          .start_ns = start_ns,
          .duration_ns = duration_ns,
          .role = model::Role::kMessage,
          .message_type = "task"};
}

inline WorkSpan worker(std::uint64_t id, std::uint64_t parent, std::int64_t start_ns,
                       std::int64_t duration_ns) {
  return {.id = id,
          .parent = parent,
          .start_ns = start_ns,
          .duration_ns = duration_ns,
          .role = model::Role::kWorker};
}

inline WorkSpan reply(std::uint64_t id, std::uint64_t parent, std::int64_t start_ns,
                      std::int64_t duration_ns) {
  WorkSpan span = send(id, parent, start_ns, duration_ns);
  span.message_type = "result";
  return span;
}

/// Of trace `trace_number`, by which its ID ends.
inline tree::TraceTree make_tree(const std::vector<WorkSpan>& spans, std::uint8_t trace_number = 16) {
  std::vector<tree::SpanCase> cases;
  for (const WorkSpan& span : spans) {
    cases.push_back({span.id, span.parent, span.start_ns, span.duration_ns, span.name, span.evidence});
  }
  model::Trace trace = tree::make_trace(cases);
  trace.trace_id.bytes.back() = trace_number;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    trace.spans[i].role = spans[i].role;
    trace.spans[i].kind = spans[i].kind;
    trace.spans[i].status = spans[i].status;
    trace.spans[i].status_message = trace.arena.copy(spans[i].status_message);
    const auto add = [&](model::Facet facet, const std::string& text) {
      if (!text.empty()) test::add_facet(trace, i, facet, std::string_view(text));
    };
    add(model::Facet::kMessageType, spans[i].message_type);
    add(model::Facet::kMessageId, spans[i].message_id);
    add(model::Facet::kTaskId, spans[i].task_id);
    add(model::Facet::kWorkerId, spans[i].worker_id);
    std::string links;
    for (const std::uint64_t link : spans[i].links) {
      links += (links.empty() ? "[" : ",") + std::string(R"({"trace_id":")") + to_string(trace.trace_id) +
               R"(","span_id":")" + to_string(model::SpanId{link}) + "\"}";
    }
    if (links.empty()) continue;
    model::SpanPayload payload;
    payload.links = trace.arena.copy(links + "]");
    test::set_payload(trace, i, payload);
  }
  return tree::build_tree(std::move(trace));
}

}  // namespace tracewh::analysis
