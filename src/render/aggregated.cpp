#include "render/aggregated.hpp"

#include "model/row_stream.hpp"
#include "render/cells.hpp"
#include "render/node_text.hpp"
#include "render/outline.hpp"
#include "render/table.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

using model::Value;

const std::vector<std::string> kColumns{"name",   "role",   "count",  "total_ns",    "p50_ns",
                                        "p95_ns", "max_ns", "errors", "share_ratio", "self_ns"};
/// Of where the time went, the least telling figures first.
const std::vector<std::string> kGivesWay{"p50_ns", "role", "max_ns", "p95_ns", "errors", "count", "total_ns"};

/// In parentheses what no span is named.
std::string title(const tree::AggregatedNode& node) {
  if (node.placeholder) return "(" + node.name + ")";
  return node.name.empty() ? "(no name)" : node.name;
}

std::vector<Value> row_of(const std::string& prefix, const tree::AggregatedNode& node) {
  const bool has_role = node.role != model::Role::kOther;
  const auto measured = [&](auto figure) { return node.finished > 0 ? Value(figure) : Value(); };
  const Value share = node.share ? measured(*node.share) : Value();
  return {prefix + title(node),
          has_role ? Value(std::string(model::to_string(node.role))) : Value(),
          integer(node.count),
          measured(node.total_ns),
          measured(node.p50_ns),
          measured(node.p95_ns),
          measured(node.max_ns),
          integer(node.errors),
          share,
          measured(node.self_ns)};
}

}  // namespace

model::RowSet aggregated_rows(const tree::AggregatedTree& tree, const Style& style) {
  model::RowSet rows;
  rows.columns = kColumns;
  rows.gives_way = kGivesWay;
  const std::vector<bool> shown = choose_nodes(tree.positions, {}, style.max_nodes);
  Outline outline(tree.positions, shown, style);
  while (const auto line = outline.next()) {
    if (line->node != tree::kNone) {
      rows.rows.push_back(row_of(line->prefix, tree.nodes[line->node]));
    } else {
      rows.rows.emplace_back(rows.columns.size()).front() = line->prefix + hidden_text(line->hidden, style);
    }
  }
  return rows;
}

void write_aggregated(const tree::AggregatedTree& tree, const Style& style, std::ostream& out) {
  out << paint(count_text(tree.traces, "trace", "traces") + "  " + count_text(tree.spans, "span", "spans"),
               Ink::kBold, style)
      << '\n';
  const model::RowSet rows = aggregated_rows(tree, style);
  model::RowSetStream stream(rows);
  write_table(stream, style, out);
}

}  // namespace tracewh::render
