#pragma once

#include "model/batch.hpp"
#include "store/sqlite/statement.hpp"
#include "store/write/batch_ids.hpp"
#include "store/write/facet_column.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tracewh::store {

/// Positions in the columns of `span`, and in those of the statement insert_payload.
namespace column {
inline constexpr std::size_t kTrace = 0;
inline constexpr std::size_t kSpanId = 1;
inline constexpr std::size_t kTemplate = 3;
inline constexpr std::size_t kStart = 5;
inline constexpr std::size_t kDuration = 6;
inline constexpr std::size_t kPayload = 9;
inline constexpr std::size_t kFirstFacet = 10;
inline constexpr std::size_t kAttributeValues = kFirstFacet + kOwnFacets;
inline constexpr std::size_t kSpanColumns = kAttributeValues + 1;
inline constexpr std::size_t kPayloadId = 0;
inline constexpr std::size_t kPayloadEnd = 7;
inline constexpr std::size_t kPayloadColumns = 11;
}  // namespace column

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
void fill_span(SpanRow& row, const model::Batch& batch, const model::SpanRecord& record, BatchIds& ids,
               std::int64_t trace);
/// Fills the columns of `span_payload`, but for its number; all NULL when the span has none.
void fill_payload(SpanRow& row, const model::SpanRecord& record);

/// Whether the row that `stored_span` stands on holds the same content as `row`.
bool same_content(const SpanRow& row, const Statement& stored_span);

}  // namespace tracewh::store
