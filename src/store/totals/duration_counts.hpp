#pragma once

#include "store/sqlite/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::store {

/// How many spans lasted how long, durations rounded by base::rounded_duration(); the column `durations` of
/// the totals.
class DurationCounts {
 public:
  /// Reads what to_json() wrote; none when it is anything else, which only a damaged database holds.
  static std::optional<DurationCounts> from_json(std::string_view json);

  /// Counts `spans` more of that duration in nanoseconds; fewer when it is negative.
  void add(std::int64_t duration_ns, std::int64_t spans);

  /// The duration below or at which `percent` of the spans lie, by nearest rank; none without spans.
  std::optional<std::int64_t> percentile(int percent) const;

  /// A JSON object, ascending by duration.
  std::string to_json() const;

 private:
  struct Count {
    std::int64_t duration_ns = 0;
    std::int64_t spans = 0;
  };

  static std::optional<Count> parse(std::string_view member);

  std::vector<Count> counts_;  ///< ascending
};

/// The counts in a column of a row. Throws DamagedDatabase when there are none.
DurationCounts durations_of(const Statement& row, int column);

}  // namespace tracewh::store
