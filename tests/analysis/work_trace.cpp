#include "analysis/work_trace.hpp"

#include "tree/make_trace.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace tracewh::analysis {
namespace {

std::string link_json(const model::TraceId& trace, std::uint64_t span) {
  return fmt::format(R"({{"trace_id":"{}","span_id":"{}"}})", to_string(trace),
                     to_string(model::SpanId{span}));
}

void add_facets(model::Trace& trace, std::size_t position, const WorkSpan& span) {
  const auto add_text = [&](model::Facet facet, const std::string& text) {
    if (!text.empty()) test::add_facet(trace, position, facet, std::string_view(text));
  };
  add_text(model::Facet::kMessageType, span.message_type);
  add_text(model::Facet::kMessageId, span.message_id);
  add_text(model::Facet::kTaskId, span.task_id);
  add_text(model::Facet::kTaskType, span.task_type);
  add_text(model::Facet::kWorkerId, span.worker_id);
  add_text(model::Facet::kWorkerCapability, span.capability);
  add_text(model::Facet::kAgent, span.agent);
  add_text(model::Facet::kModel, span.model);
  if (span.input_tokens) test::add_facet(trace, position, model::Facet::kInputTokens, *span.input_tokens);
  if (span.output_tokens) test::add_facet(trace, position, model::Facet::kOutputTokens, *span.output_tokens);
  if (span.cost) test::add_facet(trace, position, model::Facet::kCost, *span.cost);
}

void add_payload(model::Trace& trace, std::size_t position, const WorkSpan& span) {
  std::vector<std::string> links;
  for (const std::uint64_t link : span.links) links.push_back(link_json(trace.trace_id, link));
  for (const LinkAway& link : span.links_away) links.push_back(link_json(link.trace_id, link.span));
  model::SpanPayload payload;
  if (!links.empty()) payload.links = trace.arena.copy(fmt::format("[{}]", fmt::join(links, ",")));
  if (!span.input.empty()) {
    payload.attribute_keys = R"(["gen_ai.tool.call.arguments"])";
    payload.attribute_values = trace.arena.copy(fmt::format(R"(["{}"])", span.input));
  }
  test::set_payload(trace, position, payload);
}

/// The position of the resource of a service.
std::uint32_t resource_of(model::Trace& trace, const std::string& service) {
  auto found = std::ranges::find(trace.resources, std::string_view(service), &model::Resource::service);
  if (found == trace.resources.end()) {
    trace.resources.push_back({trace.arena.copy(service), "{}", "", "", 0});
    found = trace.resources.end() - 1;
  }
  return static_cast<std::uint32_t>(found - trace.resources.begin());
}

}  // namespace

model::TraceId trace_id(std::uint8_t trace_number) {
  model::TraceId id = test::trace({}).trace_id;
  id.bytes.back() = trace_number;
  return id;
}

tree::TraceTree make_tree(const std::vector<WorkSpan>& spans, const model::TraceId& id) {
  std::vector<tree::SpanCase> cases;
  for (const WorkSpan& span : spans) {
    cases.push_back({span.id, span.parent, span.start_ns, span.duration_ns, span.name, span.evidence});
  }
  model::Trace trace = tree::make_trace(cases);
  trace.trace_id = id;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    model::Span& span = trace.spans[i];
    span.role = spans[i].role;
    span.kind = spans[i].kind;
    span.status = spans[i].status;
    span.status_message = trace.arena.copy(spans[i].status_message);
    span.anomalies = spans[i].anomalies;
    span.resource = resource_of(trace, spans[i].service);
    add_facets(trace, i, spans[i]);
    add_payload(trace, i, spans[i]);
  }
  return tree::build_tree(std::move(trace));
}

tree::TraceTree make_tree(const std::vector<WorkSpan>& spans, std::uint8_t trace_number) {
  return make_tree(spans, trace_id(trace_number));
}

}  // namespace tracewh::analysis
