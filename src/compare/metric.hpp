#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// Runs held against runs. Pure functions: they read and write nothing, and what they answer depends on
/// what they are given alone.
namespace tracewh::compare {

enum class Unit : std::uint8_t {
  kNanoseconds,
  kShare,  ///< a fraction of 1
  kCalls,  ///< also as a fraction: calls by task
  kTokens,
  kCost,  ///< in the currency of whoever recorded it
};

/// The word for a unit in answers: `ns`, `share`, `calls`, `tokens`, `cost`.
std::string_view unit_name(Unit unit);

/// How much of a change does not matter: what is within either part.
struct Tolerance {
  double relative = 0;  ///< of the value of the base, as a fraction of 1
  double absolute = 0;  ///< in the metric's unit

  bool operator==(const Tolerance&) const = default;
};

/// What a run is measured by. Of every metric, more is worse.
struct Metric {
  std::string_view name;
  Unit unit;
  Tolerance tolerance;  ///< unless another is asked for
  std::string_view meaning;
};

/// All of them, in the order in which answers list them.
std::span<const Metric> metrics();

/// The one of that name. Throws base::Error (usage) when there is none.
const Metric& find_metric(std::string_view name);

}  // namespace tracewh::compare
