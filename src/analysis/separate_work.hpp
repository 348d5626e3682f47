#pragma once

#include "content/content_reader.hpp"
#include "model/ids.hpp"
#include "tree/trace_tree.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::analysis {

/// A span of one of many traces.
struct SpanPlace {
  model::TraceId trace_id;
  model::SpanId span_id;

  auto operator<=>(const SpanPlace&) const = default;
};

/// A send that no worker's span of its own trace took.
struct OpenSend {
  SpanPlace place;
  std::string service;
  std::string message_id;
  std::string task_id;
  std::string task_type;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
};

/// A worker's span that nothing in its own trace stands above.
struct SeparateRoot {
  SpanPlace place;
  model::SpanId parent_span_id;  ///< that it names, and that is not in its trace; may be invalid
  std::string service;
  std::string message_id;
  std::string task_id;
  std::string capability;
  std::vector<SpanPlace> links;  ///< to other traces
  std::int64_t start_ns = 0;
};

struct SeparateWork {
  std::vector<OpenSend> sends;
  std::vector<SeparateRoot> roots;
};

/// What of the trace, which was loaded with payloads, may belong to other traces.
SeparateWork separate_work(const tree::TraceTree& tree, content::ContentReader& reader);

}  // namespace tracewh::analysis
