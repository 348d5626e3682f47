#include "base/glob.hpp"

#include <catch2/catch.hpp>

namespace tracewh::base {

TEST_CASE("A star matches any text, and everything else itself") {
  CHECK(matches_glob("worker.*", "worker.a"));
  CHECK_FALSE(matches_glob("worker.*", "workers"));
  CHECK(matches_glob("*a*b", "xaybzb"));
  CHECK_FALSE(matches_glob("*a*b", "xaybz"));
  CHECK(matches_glob("", ""));
  CHECK(matches_glob("*", ""));
  CHECK_FALSE(matches_glob("a?", "ab"));
}

}  // namespace tracewh::base
