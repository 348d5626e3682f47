#pragma once

#include "model/batch.hpp"
#include "store/dictionary.hpp"
#include "store/statement.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tracewh::store {

/// The dictionary integers of one batch, each looked up once.
class BatchIds {
 public:
  BatchIds(const model::Batch& batch, Dictionary& dictionary);

  std::int64_t string(model::StringRef ref);
  std::int64_t shape(model::StringRef ref);
  std::int64_t resource(std::uint32_t index) const { return resources_[index]; }
  std::int64_t scope(std::uint32_t index) const { return scopes_[index]; }
  /// The string id of the resource's service.
  std::int64_t service(std::uint32_t index) { return string(batch_.resources[index].service); }

 private:
  const model::Batch& batch_;
  Dictionary& dictionary_;
  std::vector<std::int64_t> strings_;
  std::vector<std::int64_t> shapes_;
  std::vector<std::int64_t> resources_;
  std::vector<std::int64_t> scopes_;
};

/// Positions in the columns of the statements insert_span and insert_payload.
namespace column {
inline constexpr std::size_t kTrace = 0;
inline constexpr std::size_t kSpanId = 1;
inline constexpr std::size_t kParentSpanId = 2;
inline constexpr std::size_t kName = 3;
inline constexpr std::size_t kRole = 7;
inline constexpr std::size_t kStart = 8;
inline constexpr std::size_t kDuration = 9;
inline constexpr std::size_t kStatus = 10;
inline constexpr std::size_t kEvidence = 11;
inline constexpr std::size_t kPayload = 14;
inline constexpr std::size_t kFirstFacet = 17;
inline constexpr std::size_t kSpanColumns = kFirstFacet + model::kFacets.size();
inline constexpr std::size_t kPayloadId = 0;
inline constexpr std::size_t kPayloadEnd = 6;
inline constexpr std::size_t kPayloadColumns = 10;
}  // namespace column

/// A span as the two tables hold it. Text belongs to the batch.
struct SpanRow {
  std::array<Cell, column::kSpanColumns> span;
  std::array<Cell, column::kPayloadColumns> payload;
};

/// Fills `row` with the span's columns, except the payload's number, which the table gives.
void fill_row(SpanRow& row, const model::Batch& batch, const model::SpanRecord& record, BatchIds& ids,
              std::int64_t trace);

/// Whether the row that `stored_span` stands on holds the same content as `row`.
bool same_content(const SpanRow& row, const Statement& stored_span);

}  // namespace tracewh::store
