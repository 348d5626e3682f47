#include "store/write/batch_facts.hpp"

#include "model/span_times.hpp"

namespace tracewh::store {
namespace {

/// Fills in what a span's facets tell.
void read_facets(SpanFacts& facts, const BatchRows& rows, const model::SpanRecord& record,
                 std::int64_t error_type) {
  std::int64_t agent = 0;
  std::int64_t orchestrator = 0;
  for (std::uint32_t i = record.first_facet; i < record.last_facet; ++i) {
    const model::FacetValue& facet = rows.batch.facets[i];
    const auto id = [&] { return rows.ids.string(std::get<model::StringRef>(facet.value)); };
    switch (facet.facet) {
      case model::Facet::kTaskType:
        facts.task_type = id();
        break;
      case model::Facet::kWorkerId:
        facts.worker = id();
        break;
      case model::Facet::kOrchestratorId:
        orchestrator = id();
        break;
      case model::Facet::kAgent:
        agent = id();
        break;
      case model::Facet::kModel:
        facts.model = id();
        break;
      case model::Facet::kInputTokens:
        facts.input_tokens = std::get<std::int64_t>(facet.value);
        break;
      case model::Facet::kOutputTokens:
        facts.output_tokens = std::get<std::int64_t>(facet.value);
        break;
      case model::Facet::kCost:
        facts.cost_billionths = in_billionths(std::get<double>(facet.value));
        break;
      case model::Facet::kMessageType:
        facts.is_error_reply = record.role == model::Role::kMessage && id() == error_type;
        break;
      default:
        break;
    }
  }
  facts.actor = facts.worker != 0 ? facts.worker : agent != 0 ? agent : orchestrator;
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
  facts.status = static_cast<std::int64_t>(record.status);
  facts.evidence = record.evidence;
  read_facets(facts, rows, record, error_type);
  return facts;
}

}  // namespace tracewh::store
