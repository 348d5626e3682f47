#pragma once

#include "store/sqlite/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::store {

/// How long spans lasted; the column `durations` of the totals. Up to kExact durations are kept as they are,
/// of more how many there are, rounded by base::rounded_duration().
class DurationCounts {
 public:
  static constexpr std::int64_t kExact = 100;

  /// Reads what to_json() wrote; none when it is anything else, which only a damaged database holds.
  static std::optional<DurationCounts> from_json(std::string_view json);

  /// Counts `spans` more of that duration in nanoseconds; fewer when it is negative.
  void add(std::int64_t duration_ns, std::int64_t spans);

  /// How many were counted.
  std::int64_t spans() const { return spans_; }

  /// Whether so few are left of many that they would be kept exactly, had they not been rounded.
  bool is_coarse() const { return is_rounded_ && spans_ <= kExact; }

  /// The duration below or at which `percent` of the spans lie, by nearest rank; none without spans.
  std::optional<std::int64_t> percentile(int percent) const;

  /// Ascending: a JSON array of durations, or a JSON object with the spans by rounded duration.
  std::string to_json() const;

 private:
  struct Count {
    std::int64_t duration_ns = 0;
    std::int64_t spans = 0;
  };

  bool append(std::int64_t duration_ns, std::int64_t spans);
  bool read_durations(std::string_view elements);
  bool read_counts(std::string_view members);
  void round();

  std::vector<Count> counts_;  ///< ascending
  std::int64_t spans_ = 0;
  bool is_rounded_ = false;
};

/// The counts in a column of a row. Throws DamagedDatabase when there are none.
DurationCounts durations_of(const Statement& row, int column);

}  // namespace tracewh::store
