#include "store/span_row.hpp"

namespace tracewh::store {
namespace {

constexpr std::int64_t kUnknown = -1;

Cell text_or_null(std::string_view text) { return text.empty() ? Cell{} : Cell{text}; }

Cell count_or_null(std::uint32_t count) { return count == 0 ? Cell{} : Cell{std::int64_t{count}}; }

Cell id_or_null(model::SpanId id) { return id.valid() ? Cell{static_cast<std::int64_t>(id.value)} : Cell{}; }

/// NULL while the span is unfinished; a clock that went back gives 0.
Cell duration(const model::SpanRecord& record) {
  if (record.end_ns == 0) return {};
  return record.end_ns < record.start_ns ? 0 : record.end_ns - record.start_ns;
}

Cell facet_cell(const model::FacetValue& facet, BatchIds& ids) {
  switch (facet.value.index()) {
    case 0:
      return ids.string(std::get<0>(facet.value));
    case 1:
      return std::get<1>(facet.value);
    case 2:
      return std::get<2>(facet.value);
    default:
      return std::get<3>(facet.value);
  }
}

}  // namespace

BatchIds::BatchIds(const model::Batch& batch, Dictionary& dictionary)
    : batch_(batch),
      dictionary_(dictionary),
      strings_(batch.strings.size(), kUnknown),
      shapes_(batch.strings.size(), kUnknown) {
  for (const model::ResourceRecord& resource : batch.resources) {
    resources_.push_back(dictionary.resource_id(resource, batch.strings[resource.service]));
  }
  for (const model::ScopeRecord& scope : batch.scopes) scopes_.push_back(dictionary.scope_id(scope));
}

std::int64_t BatchIds::string(model::StringRef ref) {
  std::int64_t& id = strings_[ref.index];
  if (id == kUnknown) id = dictionary_.string_id(batch_.strings[ref]);
  return id;
}

std::int64_t BatchIds::shape(model::StringRef ref) {
  std::int64_t& id = shapes_[ref.index];
  if (id == kUnknown) id = dictionary_.shape_id(batch_.strings[ref]);
  return id;
}

void fill_row(SpanRow& row, const model::Batch& batch, const model::SpanRecord& record, BatchIds& ids,
              std::int64_t trace) {
  row.span = {trace,
              static_cast<std::int64_t>(record.span_id.value),
              id_or_null(record.parent_span_id),
              ids.string(record.name),
              ids.resource(record.resource),
              ids.scope(record.scope),
              std::int64_t{record.kind},
              static_cast<std::int64_t>(record.role),
              record.start_ns,
              duration(record),
              static_cast<std::int64_t>(record.status),
              std::int64_t{record.evidence},
              std::int64_t{record.anomalies},
              record.has_flags ? Cell{std::int64_t{record.flags}} : Cell{},
              Cell{},  // the payload's number
              text_or_null(record.status_message),
              text_or_null(record.error_message)};
  for (std::uint32_t i = record.first_facet; i < record.last_facet; ++i) {
    const model::FacetValue& facet = batch.facets[i];
    row.span[column::kFirstFacet + static_cast<std::size_t>(facet.facet)] = facet_cell(facet, ids);
  }
  row.payload = {Cell{},
                 ids.shape(record.attribute_keys),
                 record.attribute_values,
                 text_or_null(record.events),
                 text_or_null(record.links),
                 text_or_null(record.trace_state),
                 record.end_ns != 0 && record.end_ns < record.start_ns ? Cell{record.end_ns} : Cell{},
                 count_or_null(record.dropped_attributes),
                 count_or_null(record.dropped_events),
                 count_or_null(record.dropped_links)};
}

bool same_content(const SpanRow& row, const Statement& stored_span) {
  // The payload's number is an address, not content.
  for (std::size_t i = 0; i < column::kSpanColumns; ++i) {
    if (i != column::kPayload && row.span[i] != stored_span.cell(static_cast<int>(i))) return false;
  }
  for (std::size_t i = 1; i < column::kPayloadColumns; ++i) {
    if (row.payload[i] != stored_span.cell(static_cast<int>(column::kSpanColumns + i))) return false;
  }
  return true;
}

}  // namespace tracewh::store
