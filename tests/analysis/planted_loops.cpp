#include "analysis/planted_loops.hpp"

#include <fmt/format.h>

#include <span>

namespace tracewh::analysis {
namespace {

void add_loop(HistoryDraft& draft, std::string_view kind, std::size_t trace, std::span<const WorkSpan> calls,
              const WorkSpan& work) {
  std::vector<SpanPlace> told_by{draft.place_of(trace, work)};
  for (const WorkSpan& call : calls) told_by.push_back(draft.place_of(trace, call));
  draft.add_fact("loops", fmt::format("{} {}", draft.id_of(trace), kind),
                 fmt::format("{} {}", to_string(model::SpanId{calls.front().id}), calls.size()),
                 std::move(told_by));
}

WorkSpan& add_turn(HistoryDraft& draft, std::size_t trace, const WorkSpan& parent, std::int64_t turn,
                   std::int64_t start_ns, std::int64_t duration_ns) {
  WorkSpan& agent = draft.add(trace, parent, model::Role::kAgent, "agent.turn", start_ns, duration_ns);
  agent.agent = turn % 2 == 0 ? "writer" : "critic";
  return agent;
}

}  // namespace

std::int64_t add_storm(HistoryDraft& draft, std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
  const std::string input = draft.new_input();
  std::vector<WorkSpan> calls;
  const std::int64_t attempts = draft.random().integer(3, 8);
  for (std::int64_t i = 1; i <= attempts; ++i) {
    WorkSpan& call = draft.add_tool(trace, work, "flaky", input, start_ns);
    if (i < attempts) call = failed(call, "unavailable");
    calls.push_back(call);
    start_ns = end_of(call) + draft.milliseconds(1, 50);
  }
  add_loop(draft, "retry_storm", trace, calls, work);
  return end_of(calls.back());
}

std::int64_t add_turns(HistoryDraft& draft, std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
  std::vector<WorkSpan> turns;
  const std::int64_t count = draft.random().integer(6, 9);
  for (std::int64_t i = 0; i < count; ++i) {
    turns.push_back(add_turn(draft, trace, work, i, start_ns, draft.milliseconds(100, 800)));
    draft.add(trace, turns.back(), model::Role::kLlm, "llm.chat", start_ns + kMillisecond, 50 * kMillisecond);
    start_ns = end_of(turns.back()) + kMillisecond;
  }
  add_loop(draft, "ping_pong", trace, turns, work);
  return end_of(turns.back());
}

std::int64_t add_nested_turns(HistoryDraft& draft, std::size_t trace, const WorkSpan& work,
                              std::int64_t start_ns) {
  std::vector<WorkSpan> turns;
  const std::int64_t count = draft.random().integer(6, 9);
  for (std::int64_t i = 0; i < count; ++i) {
    turns.push_back(add_turn(draft, trace, turns.empty() ? work : turns.back(), i,
                             start_ns + i * kMillisecond, (2000 - 2 * i) * kMillisecond));
  }
  add_loop(draft, "ping_pong", trace, turns, work);
  return start_ns + 2000 * kMillisecond;
}

}  // namespace tracewh::analysis
