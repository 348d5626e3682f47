#include "store/write/batch_facts.hpp"

#include "model/span_times.hpp"

namespace tracewh::store {
namespace {

/// The string id of a facet of the span that goes through the dictionary; 0 when it has none.
std::int64_t facet_id(const BatchRows& rows, const model::SpanRecord& record, model::Facet facet) {
  for (std::uint32_t i = record.first_facet; i < record.last_facet; ++i) {
    const model::FacetValue& value = rows.batch.facets[i];
    if (value.facet == facet) return rows.ids.string(std::get<model::StringRef>(value.value));
  }
  return 0;
}

}  // namespace

SpanFacts facts_of(const BatchRows& rows, const BatchPosition& position, std::int64_t error_type) {
  const model::SpanRecord& record = rows.record(position);
  SpanFacts facts;
  facts.span_id = position.span_id;
  if (position.caller != 0) {
    facts.parent_span_id = position.caller;
  } else if (record.parent_span_id.valid()) {
    facts.parent_span_id = static_cast<std::int64_t>(record.parent_span_id.value);
  }
  facts.start_ns = model::known_start(record.start_ns);
  facts.finished = record.end_ns != 0;
  if (facts.finished) facts.duration_ns = model::duration_between(record.start_ns, record.end_ns);
  facts.name = rows.ids.string(record.name);
  facts.service = rows.ids.service(record.resource);
  facts.role = static_cast<std::int64_t>(record.role);
  facts.worker = facet_id(rows, record, model::Facet::kWorkerId);
  facts.actor = facts.worker;
  if (facts.actor == 0) facts.actor = facet_id(rows, record, model::Facet::kAgent);
  if (facts.actor == 0) facts.actor = facet_id(rows, record, model::Facet::kOrchestratorId);
  facts.status = static_cast<std::int64_t>(record.status);
  facts.evidence = record.evidence;
  facts.is_error_reply = record.role == model::Role::kMessage &&
                         facet_id(rows, record, model::Facet::kMessageType) == error_type;
  return facts;
}

}  // namespace tracewh::store
