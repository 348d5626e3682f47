#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::store {

/// How many spans lasted how long, durations rounded by base::rounded_duration(); the column `durations` of
/// the totals.
class DurationCounts {
 public:
  DurationCounts() = default;
  /// Reads what to_json() wrote.
  explicit DurationCounts(std::string_view json);

  /// Counts `spans` more of that duration in nanoseconds; fewer when it is negative.
  void add(std::int64_t duration_ns, std::int64_t spans);

  /// The duration below or at which `percent` of the spans lie, by nearest rank; none without spans.
  std::optional<std::int64_t> percentile(int percent) const;

  /// A JSON object, ascending by duration.
  std::string to_json() const;

 private:
  std::vector<std::pair<std::int64_t, std::int64_t>> counts_;  ///< duration and spans, ascending
};

}  // namespace tracewh::store
