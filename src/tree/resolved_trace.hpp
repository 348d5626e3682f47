#pragma once

#include "base/arena.hpp"
#include "model/ids.hpp"
#include "model/trace.hpp"
#include "tree/parents.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tracewh::tree {

/// Says that a span of one trace belongs below a span of another.
struct Join {
  model::TraceId trace_id;
  model::SpanId span_id;
  model::TraceId parent_trace_id;
  model::SpanId parent_span_id;  ///< invalid where only the trace is known
};

/// The spans of one of the traces that were joined.
struct JoinedPart {
  model::TraceId trace_id;
  std::uint32_t first_span = 0;  ///< position in Trace::spans; they reach up to the next part's
};

/// A trace, or several that belong together, with who is whose parent in it. Move-only.
struct ResolvedTrace {
  model::Trace trace;  ///< that has the ID of the first part
  Parents parents;
  std::vector<JoinedPart> parts;      ///< by first span; never empty
  std::vector<base::Arena> arenas{};  ///< what spans of further parts refer to
};

ResolvedTrace resolve(model::Trace trace);

/// Makes one of traces that belong together, the first on top; there is at least one. A root that a join
/// names hangs below the parent that the join names, marked with defect::kCameApart; with it what names the
/// same missing parent, if that is the one. Where the join's parent is not there, the root stays one. The
/// joins must not lead from a trace to itself.
ResolvedTrace join(std::vector<model::Trace> traces, std::span<const Join> joins);

}  // namespace tracewh::tree
