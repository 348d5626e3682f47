#pragma once

#include "model/batch.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tracewh::decode {

/// What can be wrong with a detail of a record. Counted, because one record can hold thousands.
enum class IssueKind : std::uint8_t {
  kInvalidUtf8,
  kTruncated,
  kDuplicateKeys,
  kInvalidValue,
  kTooDeep,
  kEndBeforeStart,
  kSelfParent,
  kImplausibleTime,
  kOtherSignal,
  kInvalidId,
  kTimeOutOfRange,
};

inline constexpr std::size_t kIssueKindCount = 11;

/// Whether an issue with this code tells of spans that were rejected one by one, and not of a damaged record.
bool rejects_single_spans(std::string_view code);

/// Counts the issues of a record and remembers the anomalies of the span at hand.
class IssueCounter {
 public:
  void note(IssueKind kind);

  /// The model::anomaly bits noted since the last call.
  std::uint16_t take_anomalies();

  /// Adds one issue for each kind of issue since the last call, for the record at `offset`.
  void flush(std::uint64_t offset, model::Batch& batch);

 private:
  std::array<std::uint64_t, kIssueKindCount> counts_{};
  std::uint16_t anomalies_ = 0;
  bool any_ = false;
};

}  // namespace tracewh::decode
