#include "base/embedded_file.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <stdexcept>

namespace tracewh::base {

TEST_CASE("An embedded file is found by its exact path") {
  constexpr std::array<EmbeddedFile, 2> kFiles{{{"queries/slow.sql", "SELECT 1"}, {"queries/slow", "other"}}};
  CHECK(find_embedded(kFiles, "queries/slow.sql") == "SELECT 1");
  CHECK_THROWS_AS(find_embedded(kFiles, "slow.sql"), std::out_of_range);
}

}  // namespace tracewh::base
