#pragma once

#include <cstdint>
#include <optional>

namespace tracewh::store {

/// Which traces are kept although others like them are dropped.
struct KeepRule {
  bool errors = false;                  ///< those with any evidence of failure
  std::optional<std::int64_t> slow_ns;  ///< those that took at least so long

  /// Whether the rule holds for a trace with so many failed spans that took so long.
  bool keeps(std::int64_t error_count, std::int64_t duration_ns) const {
    return (errors && error_count > 0) || (slow_ns && duration_ns >= *slow_ns);
  }
};

}  // namespace tracewh::store
