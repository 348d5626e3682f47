#include "store/write/span_row.hpp"

namespace tracewh::store {
namespace {

Cell text_or_null(std::string_view text) { return text.empty() ? Cell{} : Cell{text}; }

Cell count_or_null(std::uint32_t count) { return count == 0 ? Cell{} : Cell{std::int64_t{count}}; }

Cell id_or_null(model::SpanId id) { return id.valid() ? Cell{static_cast<std::int64_t>(id.value)} : Cell{}; }

/// NULL while the span is unfinished; a clock that went back gives 0.
Cell duration(const model::SpanRecord& record) {
  if (record.end_ns == 0) return {};
  return record.end_ns < record.start_ns ? 0 : record.end_ns - record.start_ns;
}

bool is_inline(const model::SpanRecord& record) { return record.attribute_values.size() <= kInlineBytes; }

bool ends_before_start(const model::SpanRecord& record) {
  return record.end_ns != 0 && record.end_ns < record.start_ns;
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

bool has_payload(const model::SpanRecord& record) {
  return !is_inline(record) || !record.events.empty() || !record.links.empty() ||
         !record.trace_state.empty() || !record.status_message.empty() || !record.error_message.empty() ||
         ends_before_start(record) || record.dropped_attributes != 0 || record.dropped_events != 0 ||
         record.dropped_links != 0;
}

void fill_span(SpanRow& row, const model::Batch& batch, const model::SpanRecord& record, BatchIds& ids,
               std::int64_t trace) {
  row.span = {trace,
              static_cast<std::int64_t>(record.span_id.value),
              id_or_null(record.parent_span_id),
              ids.span_template(record),
              static_cast<std::int64_t>(record.role),
              record.start_ns,
              duration(record),
              std::int64_t{record.evidence},
              record.error.index == 0 ? Cell{} : Cell{ids.string(record.error)}};
  for (std::uint32_t i = record.first_facet; i < record.last_facet; ++i) {
    const model::FacetValue& facet = batch.facets[i];
    if (!info(facet.facet).shared)
      row.span[column::kFirstFacet + facet_column(facet.facet)] = facet_cell(facet, ids);
  }
  if (is_inline(record)) row.span[column::kAttributeValues] = record.attribute_values;
}

void fill_payload(SpanRow& row, const model::SpanRecord& record) {
  row.payload = {Cell{},
                 is_inline(record) ? Cell{} : Cell{record.attribute_values},
                 text_or_null(record.events),
                 text_or_null(record.links),
                 text_or_null(record.trace_state),
                 text_or_null(record.status_message),
                 text_or_null(record.error_message),
                 ends_before_start(record) ? Cell{record.end_ns} : Cell{},
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
