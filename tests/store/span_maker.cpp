#include "span_maker.hpp"

#include "base/saturate.hpp"

namespace tracewh::store::test {
namespace {

void add_facet(model::Batch& batch, model::Facet facet, const std::string& text) {
  if (!text.empty()) batch.facets.push_back({facet, batch.strings.intern(text)});
}

void add_span(model::Batch& batch, const TestSpan& span) {
  const auto resource = static_cast<std::uint32_t>(batch.resources.size());
  batch.resources.push_back({batch.strings.intern(span.service), "{}", "", "", 0});
  model::SpanRecord record;
  record.trace_id.bytes[15] = span.trace;
  record.span_id.value = span.id;
  record.parent_span_id.value = span.parent;
  record.name = batch.strings.intern(span.name);
  record.resource = resource;
  record.attribute_keys =
      batch.strings.intern(span.address.empty() ? R"(["k"])" : R"(["network.local.address"])");
  record.attribute_values =
      batch.arena.copy(span.address.empty() ? span.values : "[\"" + span.address + "\"]");
  record.kind = span.kind;
  record.anomalies = span.anomalies;
  record.start_ns = span.start < 0 ? 0 : base::saturating_add(kEpoch, span.start);
  record.end_ns = span.end == 0 ? 0 : base::saturating_add(kEpoch, span.end);
  record.role = span.role;
  record.status = span.status;
  record.evidence = span.evidence;
  record.first_facet = static_cast<std::uint32_t>(batch.facets.size());
  add_facet(batch, model::Facet::kWorkerId, span.worker);
  add_facet(batch, model::Facet::kMessageType, span.message_type);
  add_facet(batch, model::Facet::kTaskType, span.task_type);
  add_facet(batch, model::Facet::kModel, span.model);
  if (span.input_tokens != 0) batch.facets.push_back({model::Facet::kInputTokens, span.input_tokens});
  if (span.cost != 0) batch.facets.push_back({model::Facet::kCost, span.cost});
  record.last_facet = static_cast<std::uint32_t>(batch.facets.size());
  batch.spans.push_back(record);
}

}  // namespace

model::Batch make_batch(const std::vector<TestSpan>& spans) {
  model::Batch batch;
  batch.scopes.emplace_back();
  for (const TestSpan& span : spans) add_span(batch, span);
  return batch;
}

}  // namespace tracewh::store::test
