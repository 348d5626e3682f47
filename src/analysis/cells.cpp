#include "analysis/cells.hpp"

#include "model/ids.hpp"

#include <string>

namespace tracewh::analysis {

model::Value text_cell(std::string_view text) {
  return text.empty() ? model::Value() : model::Value(std::string(text));
}

model::Value count_cell(std::uint64_t count) { return static_cast<std::int64_t>(count); }

model::Value duration_cell(std::optional<std::int64_t> duration_ns) {
  return duration_ns ? model::Value(*duration_ns) : model::Value();
}

model::Value time_cell(std::int64_t time_ns) { return time_ns == 0 ? model::Value() : model::Value(time_ns); }

model::Value ratio_cell(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return {};
  return static_cast<double>(part) / static_cast<double>(whole);
}

model::Value trace_cell(const tree::TraceTree& tree, std::uint32_t node) {
  return model::to_string(tree.trace_id_of(tree.nodes[node]));
}

model::Value span_cell(const tree::TraceTree& tree, std::uint32_t node) {
  return model::to_string(tree.nodes[node].span_id);
}

}  // namespace tracewh::analysis
