#include "ingest/held_traces.hpp"

namespace tracewh::ingest {

void HeldTraces::add(const model::TraceId& trace_id, Clock::time_point now) {
  last_spans_[trace_id] = now;
  looks_.emplace_back(now + wait_, trace_id);
}

bool HeldTraces::refresh(const model::TraceId& trace_id, Clock::time_point now) {
  const auto found = last_spans_.find(trace_id);
  if (found == last_spans_.end()) return false;
  found->second = now;
  return true;
}

std::vector<model::TraceId> HeldTraces::take_due(Clock::time_point now, std::size_t limit) {
  std::vector<model::TraceId> due;
  while (!looks_.empty() && looks_.front().first <= now && due.size() < limit) {
    const model::TraceId trace_id = looks_.front().second;
    looks_.pop_front();
    const auto found = last_spans_.find(trace_id);
    if (found->second + wait_ > now) {
      looks_.emplace_back(found->second + wait_, trace_id);
    } else {
      last_spans_.erase(found);
      due.push_back(trace_id);
    }
  }
  return due;
}

}  // namespace tracewh::ingest
