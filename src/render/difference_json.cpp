#include "render/difference_json.hpp"

#include "base/json_writer.hpp"
#include "model/evidence.hpp"
#include "render/json_nodes.hpp"
#include "render/json_value.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tracewh::render {
namespace {

using base::JsonWriter;
using compare::PairKind;

void add_trace(JsonWriter& json, const model::TraceSummary& summary) {
  json.open('{');
  json.key("trace_id").text(model::to_string(summary.trace_id));
  json.key("name").text(summary.name);
  json.key("service").text(summary.service);
  add_optional(json.key("duration_ns"), summary.known_duration_ns());
  json.key("spans").count(summary.spans);
  json.key("errors").count(summary.errors);
  json.close('}');
}

/// What a trace has there, or null.
void add_node(JsonWriter& json, const TraceView& view, std::uint32_t position) {
  if (position == tree::kNone) return json.null();
  const tree::Node& node = view.tree.nodes[position];
  json.open('{');
  json.key("span_id").text(model::to_string(node.span_id));
  json.key("missing").boolean(node.placeholder());
  if (!node.placeholder()) {
    const model::Span& span = view.tree.span_of(node);
    add_optional(json.key("duration_ns"), span.duration_ns());
    json.key("status").text(model::to_string(span.status));
    json.key("status_message").text(model::failure_message(span));
    write_texts(json.key("evidence"), model::evidence_names(span.evidence));
  }
  json.close('}');
}

void add_value(JsonWriter& json, const std::optional<std::string>& value) {
  value ? json.raw(*value) : json.null();
}

void add_pair(JsonWriter& json, const DifferenceView& view, std::size_t i) {
  const auto [base, head] = view.difference.pairs[i];
  const tree::TraceTree& tree = head == tree::kNone ? view.base.tree : view.head.tree;
  const tree::Node& node = tree.nodes[head == tree::kNone ? base : head];
  json.key("difference").text(compare::pair_kind_name(view.comparer.kind(i)));
  json.key("name").text(node.placeholder() ? "" : tree.span_of(node).name);
  json.key("service").text(node.placeholder() ? "" : tree.trace.service_of(tree.span_of(node)));
  add_node(json.key("base"), view.base, base);
  add_node(json.key("head"), view.head, head);
  const compare::SpanChanges changes = view.comparer.changes(i);
  add_optional(json.key("duration_change_ns"), changes.duration_ns);
  json.key("status_changed").boolean(changes.status);
  json.key("attributes").open('[');
  for (const compare::AttributeChange& attribute : changes.attributes) {
    json.open('{');
    json.key("key").text(attribute.key);
    add_value(json.key("base"), attribute.base);
    add_value(json.key("head"), attribute.head);
    json.close('}');
  }
  json.close(']');
}

}  // namespace

void write_difference_json(const DifferenceView& view, const Style& style, std::ostream& out) {
  JsonStream stream(out);
  JsonWriter& json = stream.json();
  json.open('{');
  add_trace(json.key("base"), view.base.summary);
  add_trace(json.key("head"), view.head.summary);
  for (const PairKind kind : {PairKind::kSame, PairKind::kChanged, PairKind::kAdded, PairKind::kRemoved})
    json.key(compare::pair_kind_name(kind)).count(view.comparer.count(kind));
  write_texts(json.key("attributes_differing_everywhere"), view.comparer.everywhere());
  json.key("truncated").boolean(!view.base.tree.trace.last || !view.head.tree.trace.last);
  write_nodes(
      view.difference.positions, [&](std::size_t i) { add_pair(json, view, i); }, style, stream);
  json.close('}');
  stream.flush();
  out << '\n';
}

}  // namespace tracewh::render
