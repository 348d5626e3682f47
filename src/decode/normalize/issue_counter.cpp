#include "decode/normalize/issue_counter.hpp"

#include "model/enums.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tracewh::decode {
namespace {

namespace anomaly = model::anomaly;

struct IssueKindInfo {
  std::string_view code;
  std::uint16_t anomaly;
  model::Severity severity;
  std::string_view message;
};

constexpr auto kWarning = model::Severity::kWarning;
constexpr auto kError = model::Severity::kError;

constexpr std::array<IssueKindInfo, kIssueKindCount> kInfos{{
    {"invalid_utf8", anomaly::kInvalidUtf8, kWarning, "text that is not UTF-8 was replaced by U+FFFD"},
    {"truncated", anomaly::kTruncated, kWarning, "a span is larger than the limits and was cut"},
    {"duplicate_keys", anomaly::kDuplicateKeys, kWarning,
     "an attribute key is repeated; the last value counts"},
    {"invalid_value", anomaly::kInvalidValue, kWarning, "a value cannot be read and was dropped"},
    {"too_deep", anomaly::kInvalidValue, kWarning, "an attribute value nests too deeply and was cut"},
    {"end_before_start", anomaly::kEndBeforeStart, kWarning, "a span ends before it starts"},
    {"self_parent", anomaly::kSelfParent, kWarning, "a span names itself as parent; stored as a root"},
    {"implausible_time", anomaly::kImplausibleTime, kWarning,
     "a time is zero or far from this century; are the units nanoseconds?"},
    {"other_signal", 0, kWarning, "metrics or logs were skipped"},
    {"invalid_id", 0, kError, "a span was rejected: its trace or span ID is missing, zero or malformed"},
    {"time_out_of_range", 0, kError, "a span was rejected: a time is negative, too large or not a number"},
}};

}  // namespace

bool rejects_single_spans(std::string_view code) {
  return std::ranges::any_of(
      kInfos, [&](const IssueKindInfo& info) { return info.code == code && info.severity == kError; });
}

void IssueCounter::note(IssueKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  ++counts_[index];
  anomalies_ = static_cast<std::uint16_t>(anomalies_ | kInfos[index].anomaly);
  any_ = true;
}

std::uint16_t IssueCounter::take_anomalies() { return std::exchange(anomalies_, std::uint16_t{0}); }

void IssueCounter::flush(std::uint64_t offset, model::Batch& batch) {
  if (!any_) return;
  for (std::size_t i = 0; i < kIssueKindCount; ++i) {
    if (counts_[i] == 0) continue;
    const IssueKindInfo& info = kInfos[i];
    model::add_issue(batch, {offset, info.code, info.severity, info.message, counts_[i]});
  }
  counts_.fill(0);
  any_ = false;
}

}  // namespace tracewh::decode
