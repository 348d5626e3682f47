#include "ingest/stored_spans.hpp"

#include "decode/normalize/error_pattern.hpp"

namespace tracewh::ingest {
namespace {

model::ResourceRecord to_record(const model::Resource& resource, model::Batch& batch) {
  return {batch.strings.intern(resource.service), batch.arena.copy(resource.attributes),
          batch.arena.copy(resource.entity_refs), batch.arena.copy(resource.schema_url),
          resource.dropped_attributes};
}

model::ScopeRecord to_record(const model::Scope& scope, model::Batch& batch) {
  return {batch.arena.copy(scope.name), batch.arena.copy(scope.version), batch.arena.copy(scope.attributes),
          batch.arena.copy(scope.schema_url), scope.dropped_attributes};
}

model::FacetValue to_value(const model::SpanFacet& facet, model::Batch& batch) {
  switch (info(facet.facet()).type) {
    case model::FacetType::kInteger:
      return {facet.facet(), facet.integer()};
    case model::FacetType::kReal:
      return {facet.facet(), facet.real()};
    case model::FacetType::kDictionary:
      return {facet.facet(), batch.strings.intern(facet.text())};
    case model::FacetType::kText:
      break;
  }
  return {facet.facet(), batch.arena.copy(facet.text())};
}

void add_payload(const model::SpanPayload& payload, model::SpanRecord& record, model::Batch& batch) {
  record.attribute_keys = batch.strings.intern(payload.attribute_keys);
  record.attribute_values = batch.arena.copy(payload.attribute_values);
  record.events = batch.arena.copy(payload.events);
  record.links = batch.arena.copy(payload.links);
  record.trace_state = batch.arena.copy(payload.trace_state);
  record.dropped_attributes = payload.dropped_attributes;
  record.dropped_events = payload.dropped_events;
  record.dropped_links = payload.dropped_links;
}

void add_facets(const model::Span& span, model::SpanRecord& record, model::Batch& batch) {
  record.first_facet = static_cast<std::uint32_t>(batch.facets.size());
  for (const model::SpanFacet& facet : span.facets) batch.facets.push_back(to_value(facet, batch));
  record.last_facet = static_cast<std::uint32_t>(batch.facets.size());
}

model::SpanRecord to_record(const model::Span& span, model::Batch& batch) {
  model::SpanRecord record;
  record.span_id = span.span_id;
  record.parent_span_id = span.parent_span_id;
  record.name = batch.strings.intern(span.name);
  record.status_message = batch.arena.copy(span.status_message);
  record.error_message = batch.arena.copy(span.error_message);
  const std::string_view message = failure_message(span);
  if (!message.empty()) record.error = batch.strings.intern(decode::error_pattern(message));
  record.start_ns = span.start_ns;
  record.end_ns = span.end_ns.value_or(0);
  record.kind = span.kind;
  record.flags = span.flags.value_or(0);
  record.has_flags = span.flags.has_value();
  record.role = span.role;
  record.status = span.status;
  record.evidence = static_cast<std::uint8_t>(span.evidence & ~model::evidence::kErrorReply);
  record.anomalies = span.anomalies;
  add_payload(*span.payload, record, batch);
  add_facets(span, record, batch);
  return record;
}

}  // namespace

void append(const model::Trace& chunk, model::Batch& batch) {
  const auto first_resource = static_cast<std::uint32_t>(batch.resources.size());
  const auto first_scope = static_cast<std::uint32_t>(batch.scopes.size());
  for (const model::Resource& resource : chunk.resources)
    batch.resources.push_back(to_record(resource, batch));
  for (const model::Scope& scope : chunk.scopes) batch.scopes.push_back(to_record(scope, batch));
  for (const model::Span& span : chunk.spans) {
    model::SpanRecord& record = batch.spans.emplace_back(to_record(span, batch));
    record.trace_id = chunk.trace_id;
    record.resource = first_resource + span.resource;
    record.scope = first_scope + span.scope;
  }
}

}  // namespace tracewh::ingest
