#include "analysis/joins.hpp"

#include "analysis/cells.hpp"

namespace tracewh::analysis {

Joins::Joins(const Options&)
    : Analysis({"trace_id", "span_id", "parent_trace_id", "parent_span_id", "rule", "confidence"}) {}

void Joins::add(const tree::TraceTree& tree, std::vector<model::Row>&) { finder_.add(tree, reader_); }

void Joins::finish(std::vector<model::Row>& rows) {
  for (const Join& join : finder_.find()) {
    const model::SpanId above = join.parent.span_id;
    rows.push_back({model::to_string(join.root.trace_id), model::to_string(join.root.span_id),
                    model::to_string(join.parent.trace_id),
                    above.valid() ? model::Value(model::to_string(above)) : model::Value(),
                    text_cell(join.rule), join.confidence});
  }
}

}  // namespace tracewh::analysis
