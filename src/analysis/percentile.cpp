#include "analysis/percentile.hpp"

#include <algorithm>
#include <cstddef>

namespace tracewh::analysis {

std::optional<std::int64_t> percentile(std::vector<std::int64_t>& values, std::uint32_t percent) {
  if (values.empty()) return std::nullopt;
  const std::size_t rank = (values.size() * percent + 99) / 100;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::ranges::nth_element(values, at);
  return *at;
}

}  // namespace tracewh::analysis
