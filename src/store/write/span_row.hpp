#pragma once

#include "model/batch.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/statement.hpp"
#include "store/write/batch_rows.hpp"
#include "store/write/facet_column.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace tracewh::store {

/// Positions in the rows of the statement stored_span: the columns of `span`, then those of insert_payload.
namespace column {
inline constexpr Columns kStoredSpan("stored_span");
inline constexpr std::size_t kStart = kStoredSpan["start_ns"];
inline constexpr std::size_t kDuration = kStoredSpan["duration_ns"];
inline constexpr std::size_t kEvidence = kStoredSpan["evidence"];
inline constexpr std::size_t kPayload = kStoredSpan["payload"];
inline constexpr std::size_t kFirstFacet = kStoredSpan["task_id"];
inline constexpr std::size_t kAttributeValues = kStoredSpan["attribute_values"];
inline constexpr std::size_t kSpanColumns = kStoredSpan["payload_id"];
/// Of the columns of insert_payload alone.
inline constexpr std::size_t kPayloadId = 0;
inline constexpr std::size_t kPayloadEnd = kStoredSpan["original_end_ns"] - kSpanColumns;
inline constexpr std::size_t kPayloadColumns = kStoredSpan["anomalies"] - kSpanColumns;
static_assert(std::ranges::all_of(model::kFacets, [](const model::FacetInfo& facet) {
  const auto at = static_cast<std::size_t>(&facet - model::kFacets.data());
  return facet.shared ||
         kStoredSpan.find(facet.name) == kFirstFacet + facet_column(static_cast<model::Facet>(at));
}));
}  // namespace column

/// The range of all span IDs, as the tables hold them.
inline constexpr std::int64_t kFirstSpanId = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kLastSpanId = std::numeric_limits<std::int64_t>::max();

/// Attribute values of more bytes lie in `span_payload`.
inline constexpr std::size_t kInlineBytes = 512;

/// A span as the two tables hold it, without the number of its payload. Text belongs to the batch.
struct SpanRow {
  std::array<Cell, column::kSpanColumns> span;
  std::array<Cell, column::kPayloadColumns> payload;
};

/// Whether the span has a row in `span_payload`.
bool has_payload(const model::SpanRecord& record);

/// Fills the columns of `span`, but for the payload's number.
void fill_span(SpanRow& row, const BatchRows& rows, const BatchPosition& position);
/// Fills the columns of `span_payload`, but for its number; all NULL when the span has none.
void fill_payload(SpanRow& row, const model::SpanRecord& record);

/// Whether the row that `stored_span` stands on holds the same content as `row`.
bool same_content(const SpanRow& row, const Statement& stored_span);

}  // namespace tracewh::store
