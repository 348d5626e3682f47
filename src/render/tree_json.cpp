#include "render/tree_json.hpp"

#include "model/row_set.hpp"
#include "render/cells.hpp"
#include "render/evidence.hpp"
#include "render/json_text.hpp"

#include <algorithm>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::render {
namespace {

using model::Value;

Value text(std::string_view words) { return std::string(words); }

Value optional_integer(const std::optional<std::int64_t>& number) {
  return number ? Value(*number) : Value();
}

std::string_view boolean(bool value) { return value ? "true" : "false"; }

template <typename Strings>
std::string string_array(const Strings& strings) {
  std::string json = "[";
  for (const auto& each : strings) json += (json.size() > 1 ? "," : "") + json_string(each);
  return json + "]";
}

/// Writes the nodes of a tree nested, without recursion. `add_members(object, i)` writes what node i holds.
template <typename AddMembers>
void write_nested(std::span<const tree::TreePosition> positions, AddMembers add_members, std::ostream& out) {
  std::size_t open = 0;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const bool is_first = i == 0 || positions[i].depth > positions[i - 1].depth;
    for (; open > positions[i].depth; --open) out << "]}";
    if (!is_first) out << ',';
    JsonObject object(out);
    add_members(object, i);
    object.add_raw("children", "[");
    ++open;
  }
  for (; open > 0; --open) out << "]}";
}

void add_span(JsonObject& object, const model::TraceSpan& span) {
  object.add("parent_span_id",
             span.parent_span_id.valid() ? text(model::to_string(span.parent_span_id)) : Value());
  object.add("name", text(span.name));
  object.add("service", text(span.service));
  object.add("role", text(model::to_string(span.role)));
  object.add("kind", std::int64_t{span.kind});
  object.add("start_ns", span.start_ns);
  object.add("duration_ns", optional_integer(span.duration_ns));
  object.add("status", text(model::to_string(span.status)));
  object.add("status_message", text(span.status_message));
  object.add_raw("evidence", string_array(evidence_names(span.evidence)));
  object.add("actor", text(span.actor));
  object.add("detail", text(span.detail));
}

void add_node(JsonObject& object, const TraceView& view, const tree::Node& node) {
  object.add("span_id", text(model::to_string(node.span_id)));
  object.add_raw("missing", boolean(node.placeholder()));
  if (node.placeholder()) return;
  add_span(object, view.tree.span_of(node));
  object.add("self_ns", optional_integer(node.self_ns));
  object.add("share", node.share);
  object.add_raw("matched", boolean(std::ranges::binary_search(view.matched, node.span_id)));
  object.add_raw("cycle_cut", boolean((node.defects & tree::defect::kCycleCut) != 0));
  object.add_raw("duplicate_id", boolean((node.defects & tree::defect::kDuplicateId) != 0));
  object.add_raw("outside_parent", boolean((node.defects & tree::defect::kOutsideParent) != 0));
}

void add_summary(JsonObject& object, const model::TraceSummary& summary) {
  object.add("trace_id", text(model::to_string(summary.trace_id)));
  object.add("name", text(summary.name));
  object.add("service", text(summary.service));
  object.add("start_ns", summary.start_ns);
  object.add("end_ns", summary.end_ns);
  object.add("duration_ns", summary.duration_ns);
  object.add("spans", integer(summary.spans));
  object.add("errors", integer(summary.errors));
  object.add("orphans", integer(summary.orphans));
  object.add("unfinished", integer(summary.unfinished));
  object.add_raw("services", string_array(summary.services));
  object.add_raw("agents", string_array(summary.agents));
  object.add("status", text(model::to_string(summary.status)));
  object.add_raw("has_root", boolean(summary.has_root));
}

void add_counts(JsonObject& object, const tree::TreeCounts& counts) {
  object.add("root_count", integer(counts.roots));
  object.add("missing_parents", integer(counts.missing_parents));
  object.add("cycles", integer(counts.cycles));
  object.add("duplicate_ids", integer(counts.duplicate_ids));
  object.add("outside_parent", integer(counts.outside_parent));
}

void add_aggregated(JsonObject& object, const tree::AggregatedNode& node) {
  object.add("name", text(node.name));
  object.add("role", text(model::to_string(node.role)));
  object.add("count", integer(node.count));
  object.add("errors", integer(node.errors));
  object.add("unfinished", integer(node.unfinished));
  object.add("finished", integer(node.finished));
  object.add("total_ns", node.total_ns);
  object.add("self_ns", node.self_ns);
  object.add("p50_ns", node.p50_ns);
  object.add("p95_ns", node.p95_ns);
  object.add("max_ns", node.max_ns);
  object.add("share", node.share);
}

}  // namespace

void write_trace_json(const TraceView& view, const Style& /*style*/, std::ostream& out) {
  JsonObject object(out);
  add_summary(object, view.summary);
  add_counts(object, view.tree.counts);
  object.add_raw("truncated", boolean(view.tree.trace.truncated));
  object.add_raw("roots", "[");
  write_nested(
      view.tree.positions,
      [&](JsonObject& member, std::size_t i) { add_node(member, view, view.tree.nodes[i]); }, out);
  out << ']';
  object.close();
}

void write_trace_jsonl(const TraceView& view, const Style& style, std::ostream& out) {
  write_trace_json(view, style, out);
  out << '\n';
}

void write_aggregated_json(const tree::AggregatedTree& tree, const Style& /*style*/, std::ostream& out) {
  JsonObject object(out);
  object.add("traces", integer(tree.traces));
  object.add("spans", integer(tree.spans));
  object.add_raw("roots", "[");
  write_nested(
      tree.positions, [&](JsonObject& member, std::size_t i) { add_aggregated(member, tree.nodes[i]); }, out);
  out << ']';
  object.close();
  out << '\n';
}

}  // namespace tracewh::render
