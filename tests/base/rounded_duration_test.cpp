#include "base/rounded_duration.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

namespace tracewh::base {
namespace {

TEST_CASE("durations are rounded down by less than 2 %") {
  CHECK(rounded_duration(0) == 0);
  CHECK(rounded_duration(99) == 99);
  CHECK(rounded_duration(100) == 100);
  CHECK(rounded_duration(101) == 100);
  CHECK(rounded_duration(203) == 200);
  CHECK(rounded_duration(204) == 204);
  CHECK(rounded_duration(509) == 500);
  CHECK(rounded_duration(1'239'999'999) == 1'220'000'000);
  CHECK(rounded_duration(9'999) == 9'900);
}

TEST_CASE("the longest duration is rounded, too") {
  CHECK(rounded_duration(std::numeric_limits<std::int64_t>::max()) == 9'200'000'000'000'000'000);
}

}  // namespace
}  // namespace tracewh::base
