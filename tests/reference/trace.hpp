#pragma once

#include "reference/span.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace tracewh::reference {

/// A trace: its spans, and what is told of them as a whole.
struct Trace {
  std::map<model::SpanId, Span> spans;      ///< with the evidence that error replies give
  model::SpanId root;                       ///< one without a parent, else any; the one that starts first
  std::optional<std::int64_t> start_ns;     ///< none when no span has a known start
  std::optional<std::int64_t> end_ns;       ///< none when no span has a known start
  std::optional<std::int64_t> duration_ns;  ///< from start to end, or of a longer span
  std::int64_t errors = 0;                  ///< spans with any evidence of failure
  std::int64_t orphans = 0;                 ///< spans whose parent is not there
  std::int64_t unfinished = 0;              ///< spans without an end
  std::set<std::string> services;
  std::set<std::string> agents;  ///< each span's worker, else agent, else orchestrator

  const Span& root_span() const { return spans.at(root); }
};

/// The trace of `spans`, of which there is at least one.
Trace make_trace(std::map<model::SpanId, Span> spans);

}  // namespace tracewh::reference
