#include "cli/join_pace.hpp"

#include <catch2/catch.hpp>

namespace tracewh::cli {
namespace {

using namespace std::chrono_literals;

const JoinPace::Clock::time_point kStart = JoinPace::Clock::time_point(1h);

TEST_CASE("joins are looked for two seconds after the first news, and not without any") {
  JoinPace pace;
  CHECK_FALSE(pace.is_due(0, kStart));
  CHECK_FALSE(pace.is_due(1, kStart + 10s));
  CHECK_FALSE(pace.is_due(2, kStart + 11'999ms));
  CHECK(pace.is_due(3, kStart + 12s));
  pace.know(3);
  CHECK_FALSE(pace.has_news(3));
  CHECK_FALSE(pace.is_due(3, kStart + 60s));
}

TEST_CASE("a search is followed by a rest of nine times its duration, also one that failed") {
  JoinPace pace;
  REQUIRE_FALSE(pace.is_due(1, kStart));
  REQUIRE(pace.is_due(1, kStart + 2s));
  pace.rest(kStart + 2s, kStart + 5s);
  CHECK(pace.has_news(1));
  CHECK_FALSE(pace.is_due(1, kStart + 31'999ms));
  CHECK(pace.is_due(1, kStart + 32s));
  pace.know(1);
  pace.rest(kStart + 32s, kStart + 33s);
  CHECK_FALSE(pace.is_due(2, kStart + 34s));
  CHECK_FALSE(pace.is_due(2, kStart + 41s));
  CHECK(pace.is_due(2, kStart + 42s));
}

TEST_CASE("commits during a search are news after it") {
  JoinPace pace;
  REQUIRE_FALSE(pace.is_due(5, kStart));
  pace.know(5);
  CHECK(pace.has_news(6));
  CHECK_FALSE(pace.is_due(6, kStart + 1s));
  CHECK(pace.is_due(6, kStart + 3s));
}

}  // namespace
}  // namespace tracewh::cli
