#include "render/tree_json.hpp"

#include "base/json_writer.hpp"
#include "model/evidence.hpp"
#include "render/json_nodes.hpp"
#include "render/json_value.hpp"
#include "render/trace_members.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

namespace tracewh::render {
namespace {

using base::JsonWriter;

void add_span(JsonWriter& json, const model::Trace& trace, const model::Span& span) {
  json.key("parent_span_id");
  span.parent_span_id.valid() ? json.text(model::to_string(span.parent_span_id)) : json.null();
  json.key("name").text(span.name);
  json.key("service").text(trace.service_of(span));
  json.key("role").text(model::to_string(span.role));
  json.key("kind").text(model::span_kind_text(span.kind));
  add_time(json.key("start_ns"), span.known_start_ns());
  add_optional(json.key("duration_ns"), span.duration_ns());
  json.key("status").text(model::to_string(span.status));
  json.key("status_message").text(model::failure_message(span));
  write_texts(json.key("evidence"), model::evidence_names(span.evidence));
  json.key("actor").text(model::actor(span));
  json.key("detail").text(model::detail(span));
}

void add_node(JsonWriter& json, const TraceView& view, const tree::Node& node) {
  json.key("span_id").text(model::to_string(node.span_id));
  json.key("missing").boolean(node.placeholder());
  if (node.placeholder()) return;
  add_span(json, view.tree.trace, view.tree.span_of(node));
  add_optional(json.key("self_ns"), node.self_ns);
  add_optional(json.key("share"), node.share);
  json.key("joined_trace_id");
  const bool came_apart = (node.defects & tree::defect::kCameApart) != 0;
  came_apart ? json.text(model::to_string(view.tree.trace_id_of(node))) : json.null();
  json.key("matched").boolean(std::ranges::binary_search(view.matched, node.span_id));
  json.key("cycle_cut").boolean((node.defects & tree::defect::kCycleCut) != 0);
  json.key("duplicate_id").boolean((node.defects & tree::defect::kDuplicateId) != 0);
  json.key("outside_parent").boolean((node.defects & tree::defect::kOutsideParent) != 0);
}

void add_aggregated(JsonWriter& json, const tree::AggregatedNode& node) {
  json.key("name").text(node.name);
  json.key("role").text(model::to_string(node.role));
  json.key("count").count(node.count);
  json.key("errors").count(node.errors);
  json.key("unfinished").count(node.unfinished);
  json.key("finished").count(node.finished);
  json.key("total_ns").integer(node.total_ns);
  json.key("self_ns").integer(node.self_ns);
  json.key("p50_ns").integer(node.p50_ns);
  json.key("p95_ns").integer(node.p95_ns);
  json.key("max_ns").integer(node.max_ns);
  add_optional(json.key("share"), node.share);
  json.key("missing").boolean(node.placeholder);
}

}  // namespace

void write_trace_json(const TraceView& view, const Style& style, std::ostream& out) {
  JsonStream stream(out);
  JsonWriter& json = stream.json();
  json.open('{');
  add_trace_members(json, view);
  write_nodes(
      view.tree.positions, [&](std::size_t i) { add_node(json, view, view.tree.nodes[i]); }, style, stream);
  json.close('}');
  stream.flush();
}

void write_trace_jsonl(const TraceView& view, const Style& style, std::ostream& out) {
  write_trace_json(view, style, out);
  out << '\n';
}

void write_aggregated_json(const tree::AggregatedTree& tree, const Style& style, std::ostream& out) {
  JsonStream stream(out);
  JsonWriter& json = stream.json();
  json.open('{');
  json.key("traces").count(tree.traces);
  json.key("spans").count(tree.spans);
  write_nodes(
      tree.positions, [&](std::size_t i) { add_aggregated(json, tree.nodes[i]); }, style, stream);
  json.close('}');
  stream.flush();
  out << '\n';
}

}  // namespace tracewh::render
