#include "analysis/joins.hpp"

#include "analysis/cells.hpp"

namespace tracewh::analysis {

Joins::Joins(const Options& options)
    : Analysis({"trace_id", "span_id", "parent_trace_id", "parent_span_id", "rule", "confidence"}),
      options_(options) {}

void Joins::add(const tree::TraceTree& tree, std::vector<model::Row>&) { finder_.add(tree, reader_); }

void Joins::finish(std::vector<model::Row>& rows) {
  for (const Join& join : finder_.find()) {
    const bool is_wanted = !options_.has_choice() || options_.is_chosen(join.root.trace_id) ||
                           options_.is_chosen(join.parent.trace_id);
    if (!is_wanted) continue;
    const model::SpanId above = join.parent.span_id;
    rows.push_back(row_of(model::to_string(join.root.trace_id), model::to_string(join.root.span_id),
                          model::to_string(join.parent.trace_id),
                          above.valid() ? model::Value(model::to_string(above)) : model::Value(),
                          text_cell(join.rule), join.confidence));
  }
}

}  // namespace tracewh::analysis
