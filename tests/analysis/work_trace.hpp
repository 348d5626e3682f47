#pragma once

#include "model/enums.hpp"
#include "model/ids.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Traces in which work is handed off, made by hand.
namespace tracewh::analysis {

inline constexpr std::int32_t kInternal = 1;
inline constexpr std::int32_t kProducer = 4;
inline constexpr std::int32_t kConsumer = 5;

/// A link to a span of another trace.
struct LinkAway {
  model::TraceId trace_id;
  std::uint64_t span;
};

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
  std::string service{};
  std::string agent{};
  std::string capability{};
  std::string task_type{};
  std::string model{};
  std::string input{};  ///< arguments of a tool
  std::optional<std::int64_t> input_tokens{};
  std::optional<std::int64_t> output_tokens{};
  std::optional<double> cost{};
  std::uint16_t anomalies = 0;
  std::vector<LinkAway> links_away{};
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

inline WorkSpan failed(WorkSpan span, std::string message = {}) {
  span.evidence = model::evidence::kStatus;
  span.status = model::StatusCode::kError;
  span.status_message = std::move(message);
  return span;
}

/// Evidence of a failure below the status OK.
inline WorkSpan ok_over_error(WorkSpan span) {
  span.evidence = model::evidence::kException;
  span.status = model::StatusCode::kOk;
  return span;
}

inline WorkSpan ok(WorkSpan span) {
  span.status = model::StatusCode::kOk;
  return span;
}

inline WorkSpan named(WorkSpan span, std::string name) {
  span.name = std::move(name);
  return span;
}

/// The ID of the trace that make_tree() makes with that number.
model::TraceId trace_id(std::uint8_t trace_number);

tree::TraceTree make_tree(const std::vector<WorkSpan>& spans, const model::TraceId& id);

/// Of trace `trace_number`, by which its ID ends.
tree::TraceTree make_tree(const std::vector<WorkSpan>& spans, std::uint8_t trace_number = 16);

}  // namespace tracewh::analysis
