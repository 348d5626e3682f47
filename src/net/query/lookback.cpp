#include "net/query/lookback.hpp"

#include "base/saturate.hpp"
#include "base/time.hpp"
#include "net/query/parameter_values.hpp"

namespace tracewh::net {

search::Range looked_back_on(const Parameters& query) {
  constexpr std::int64_t kMillisecond = 1'000'000;
  constexpr std::int64_t kDay = 24 * std::int64_t{3'600'000} * kMillisecond;
  const auto end_ns = nanoseconds_parameter(query, "endTs", kMillisecond);
  const auto lookback_ns = nanoseconds_parameter(query, "lookback", kMillisecond);
  if (!end_ns && !lookback_ns) return {};
  search::Range range;
  range.most = end_ns ? *end_ns : base::now_ns();
  range.least = base::saturating_subtract(range.most, lookback_ns.value_or(kDay));
  return range;
}

}  // namespace tracewh::net
