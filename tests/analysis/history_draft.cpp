#include "analysis/history_draft.hpp"

#include <fmt/format.h>

namespace tracewh::analysis {

model::TraceId HistoryDraft::random_id() {
  model::TraceId id;
  for (std::uint8_t& byte : id.bytes) byte = static_cast<std::uint8_t>(random_.integer(1, 255));
  return id;
}

std::string HistoryDraft::new_input() { return fmt::format("input {}", ++inputs_); }

std::size_t HistoryDraft::begin_trace(const model::TraceId& id) {
  history_.traces.push_back({id, {}});
  return history_.traces.size() - 1;
}

SpanPlace HistoryDraft::place_of(std::size_t trace, const WorkSpan& span) const {
  return {history_.traces[trace].id, model::SpanId{span.id}};
}

WorkSpan& HistoryDraft::add(std::size_t trace, const WorkSpan& parent, model::Role role, std::string name,
                            std::int64_t start_ns, std::int64_t duration_ns) {
  WorkSpan span{.id = next_id(),
                .parent = parent.id,
                .start_ns = start_ns,
                .duration_ns = duration_ns,
                .role = role,
                .name = std::move(name),
                .service = parent.service};
  return spans_of(trace).emplace_back(std::move(span));
}

WorkSpan& HistoryDraft::add_message(std::size_t trace, const WorkSpan& parent, std::string type,
                                    std::int64_t start_ns) {
  WorkSpan& message =
      add(trace, parent, model::Role::kMessage, "protocol.send", start_ns, random_.integer(100'000, 900'000));
  message.message_type = std::move(type);
  message.message_id = fmt::format("message-{}", ++messages_);
  return message;
}

WorkSpan& HistoryDraft::add_tool(std::size_t trace, const WorkSpan& parent, const std::string& name,
                                 std::string input, std::int64_t start_ns) {
  WorkSpan& call = add(trace, parent, model::Role::kTool, "tool." + name, start_ns, milliseconds(20, 500));
  call.input = std::move(input);
  return call;
}

void HistoryDraft::add_fact(std::string_view analysis, std::string subject, std::string answer,
                            std::vector<SpanPlace> told_by) {
  history_.facts.push_back({analysis, std::move(subject), std::move(answer), std::move(told_by)});
}

void HistoryDraft::make_optional(std::string_view analysis, std::string subject) {
  history_.facts.push_back({analysis, std::move(subject), {}, {}, true});
}

}  // namespace tracewh::analysis
