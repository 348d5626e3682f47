#include "analysis/percentile.hpp"

#include <catch2/catch.hpp>

namespace tracewh::analysis {

TEST_CASE("percentiles are by nearest rank") {
  std::vector<std::int64_t> values{40, 15, 35, 20, 50};
  CHECK(percentile(values, 50) == 35);
  CHECK(percentile(values, 95) == 50);
  CHECK(percentile(values, 20) == 15);
  CHECK(percentile(values, 21) == 20);
  std::vector<std::int64_t> one{-7};
  CHECK(percentile(one, 50) == -7);
  std::vector<std::int64_t> none;
  CHECK_FALSE(percentile(none, 50));
}

}  // namespace tracewh::analysis
