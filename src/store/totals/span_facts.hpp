#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace tracewh::store {

/// What one span adds to the row of its trace and to the totals: the part of a stored span that is counted.
/// Unlike SpanRow, the cells of one span in the order of the tables, it has what the span shares with others
/// (its template) resolved. IDs and dictionary entries are as they are stored.
struct SpanFacts {
  std::int64_t span_id = 0;
  std::optional<std::int64_t> parent_span_id;
  std::int64_t start_ns = 0;                ///< 0 when it is unknown
  std::optional<std::int64_t> duration_ns;  ///< see model::duration_between()
  bool finished = false;
  std::int64_t name = 0;
  std::int64_t service = 0;
  std::int64_t role = 0;
  std::int64_t task_type = 0;  ///< 0 for none, here and in the next three
  std::int64_t worker = 0;
  std::int64_t model = 0;
  std::int64_t actor = 0;  ///< worker, else agent, else orchestrator
  std::int64_t status = 0;
  std::int64_t evidence = 0;
  std::int64_t input_tokens = 0;
  std::int64_t output_tokens = 0;
  std::int64_t cost_billionths = 0;  ///< see in_billionths()
  bool is_error_reply = false;

  bool has_start() const { return start_ns != 0; }
  /// The latest moment of a span whose start is known.
  std::int64_t last_ns() const { return start_ns + duration_ns.value_or(0); }
};

/// A cost as an integer, so that sums of costs depend on no order.
inline std::int64_t in_billionths(double cost) {
  constexpr double kMost = 1e9;
  return std::isnan(cost) ? 0 : std::llround(std::clamp(cost, -kMost, kMost) * 1e9);
}

}  // namespace tracewh::store
