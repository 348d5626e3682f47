#include "base/rounded_duration.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

namespace tracewh::base {
namespace {

TEST_CASE("durations count to 1 %") {
  CHECK(rounded_duration(0) == 0);
  CHECK(rounded_duration(99) == 99);
  CHECK(rounded_duration(100) == 100);
  CHECK(rounded_duration(101) == 102);
  CHECK(rounded_duration(201) == 200);
  CHECK(rounded_duration(202) == 204);
  CHECK(rounded_duration(505) == 510);
  CHECK(rounded_duration(1'234'567'890) == 1'240'000'000);
  CHECK(rounded_duration(9'949) == 9'900);
  CHECK(rounded_duration(9'950) == 10'000);
}

TEST_CASE("the longest duration does not overflow") {
  CHECK(rounded_duration(std::numeric_limits<std::int64_t>::max()) == 9'200'000'000'000'000'000);
}

}  // namespace
}  // namespace tracewh::base
