#include "render/trace_members.hpp"

#include "render/json_value.hpp"

namespace tracewh::render {
namespace {

using base::JsonWriter;

void add_summary(JsonWriter& json, const model::TraceSummary& summary) {
  json.key("trace_id").text(model::to_string(summary.trace_id));
  json.key("name").text(summary.name);
  json.key("service").text(summary.service);
  add_time(json.key("start_ns"), summary.start_ns);
  add_time(json.key("end_ns"), summary.end_ns);
  add_optional(json.key("duration_ns"), summary.known_duration_ns());
  json.key("spans").count(summary.spans);
  json.key("errors").count(summary.errors);
  json.key("orphans").count(summary.orphans);
  json.key("unfinished").count(summary.unfinished);
  write_texts(json.key("services"), summary.services);
  write_texts(json.key("agents"), summary.agents);
  json.key("status").text(model::to_string(summary.status));
  json.key("has_root").boolean(summary.has_root);
}

void add_counts(JsonWriter& json, const tree::TreeCounts& counts) {
  json.key("root_count").count(counts.roots);
  json.key("missing_parents").count(counts.missing_parents);
  json.key("cycles").count(counts.cycles);
  json.key("duplicate_ids").count(counts.duplicate_ids);
  json.key("outside_parent").count(counts.outside_parent);
}

}  // namespace

void add_trace_members(JsonWriter& json, const TraceView& view) {
  add_summary(json, view.summary);
  add_counts(json, view.tree.counts);
  json.key("truncated").boolean(!view.tree.trace.last);
}

}  // namespace tracewh::render
