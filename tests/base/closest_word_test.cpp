#include "base/closest_word.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace tracewh::base {
namespace {

TEST_CASE("the closest word is the one that takes the fewest changes") {
  const std::vector<std::string> words{"slow", "failed", "workers", "worker", "traces"};
  CHECK(closest_word("slwo", words) == "slow");
  CHECK(closest_word("faild", words) == "failed");
  CHECK(closest_word("wroker", words) == "worker");
  CHECK(closest_word("workrs", words) == "workers");
  CHECK(closest_word("slow", words) == "slow");
  CHECK(closest_word("SLOW", words) == "slow");
}

TEST_CASE("a word that is far from all is close to none") {
  const std::vector<std::string> words{"slow", "failed"};
  CHECK(closest_word("export", words) == std::nullopt);
  CHECK(closest_word("", words) == std::nullopt);
  CHECK(closest_word("slow", {}) == std::nullopt);
}

TEST_CASE("a short word may have one mistake") {
  const std::vector<std::string> words{"--to"};
  CHECK(closest_word("--ot", words) == "--to");
  CHECK(closest_word("--xy", words) == std::nullopt);
}

TEST_CASE("a hint names the closest word, or tells something else") {
  const std::vector<std::string> words{"slow", "failed"};
  CHECK(did_you_mean("slwo", words) == "did you mean slow?");
  CHECK(did_you_mean("export", words) == "");
  CHECK(did_you_mean("export", words, "there are slow and failed") == "there are slow and failed");
}

}  // namespace
}  // namespace tracewh::base
