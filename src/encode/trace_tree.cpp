#include "encode/trace_tree.hpp"

namespace tracewh::encode {

tree::TraceTree build_tree(const model::StoredSpans& trace) {
  model::Trace light{trace.trace_id, {}, false, trace.spans.size()};
  light.spans.reserve(trace.spans.size());
  for (const model::StoredSpan& span : trace.spans) {
    model::TraceSpan& copy = light.spans.emplace_back();
    copy.span_id = span.span_id;
    copy.parent_span_id = span.parent_span_id;
    copy.name = span.name;
    copy.role = span.role;
    copy.start_ns = span.start_ns;
    copy.duration_ns = span.duration_ns();
  }
  return tree::build_tree(std::move(light));
}

}  // namespace tracewh::encode
