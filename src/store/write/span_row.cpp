#include "store/write/span_row.hpp"

#include "model/span_times.hpp"
#include "store/write/trace_row.hpp"

namespace tracewh::store {
namespace {

Cell text_or_null(std::string_view text) { return text.empty() ? Cell{} : Cell{text}; }

Cell count_or_null(std::uint32_t count) { return count == 0 ? Cell{} : Cell{std::int64_t{count}}; }

Cell id_or_null(model::SpanId id) { return id.valid() ? Cell{static_cast<std::int64_t>(id.value)} : Cell{}; }

Cell duration(const model::SpanRecord& record) {
  return record.end_ns == 0 ? Cell{}
                            : integer_or_null(model::duration_between(record.start_ns, record.end_ns));
}

bool is_inline(const model::SpanRecord& record) { return record.attribute_values.size() <= kInlineBytes; }

/// The start as it came, where the table does not hold it.
Cell original_start(const model::SpanRecord& record) {
  return record.start_ns == model::known_start(record.start_ns) ? Cell{} : Cell{record.start_ns};
}

/// The end as it came, where the table's start and duration do not tell it.
Cell original_end(const model::SpanRecord& record) {
  if (record.end_ns == 0) return {};
  const auto duration = model::duration_between(record.start_ns, record.end_ns);
  const bool is_told = duration && model::known_start(record.start_ns) + *duration == record.end_ns;
  return is_told ? Cell{} : Cell{record.end_ns};
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
         original_start(record).index() != 0 || original_end(record).index() != 0 ||
         record.dropped_attributes != 0 || record.dropped_events != 0 || record.dropped_links != 0;
}

void fill_span(SpanRow& row, const BatchRows& rows, const BatchPosition& position) {
  const model::SpanRecord& record = rows.record(position);
  BatchIds& ids = rows.ids;
  row.span = {position.trace->id,
              position.span_id,
              position.caller != 0 ? Cell{position.caller} : id_or_null(record.parent_span_id),
              ids.span_template(record),
              static_cast<std::int64_t>(record.role),
              model::known_start(record.start_ns),
              duration(record),
              std::int64_t{record.evidence},
              record.error.index == 0 ? Cell{} : Cell{ids.string(record.error)}};
  for (std::uint32_t i = record.first_facet; i < record.last_facet; ++i) {
    const model::FacetValue& facet = rows.batch.facets[i];
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
                 original_end(record),
                 count_or_null(record.dropped_attributes),
                 count_or_null(record.dropped_events),
                 count_or_null(record.dropped_links),
                 original_start(record)};
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
