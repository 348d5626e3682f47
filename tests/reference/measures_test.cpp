#include "reference/measures.hpp"

#include "reference/glob.hpp"

#include <catch2/catch.hpp>

#include <limits>

namespace tracewh::reference {
namespace {

constexpr std::int64_t kLongest = std::numeric_limits<std::int64_t>::max();

void check_rounding(std::int64_t duration) {
  const std::int64_t rounded = rounded_duration(duration);
  INFO(duration << " is rounded to " << rounded);
  CHECK(rounded_duration(rounded) == rounded);
  CHECK(rounded <= duration);
  CHECK(duration - rounded <= duration / 50);
  if (duration > 0) CHECK(rounded_duration(duration - 1) <= rounded);
}

TEST_CASE("durations are rounded down to three digits or less, by less than 2 %") {
  CHECK(rounded_duration(0) == 0);
  CHECK(rounded_duration(99) == 99);
  CHECK(rounded_duration(101) == 100);
  CHECK(rounded_duration(102) == 102);
  CHECK(rounded_duration(1'999) == 1'980);
  CHECK(rounded_duration(2'000) == 2'000);
  CHECK(rounded_duration(20'399) == 20'000);
  CHECK(rounded_duration(20'400) == 20'400);
  CHECK(rounded_duration(49'999) == 49'600);
  CHECK(rounded_duration(509'999) == 500'000);
  CHECK(rounded_duration(510'000) == 510'000);
  CHECK(rounded_duration(999'999) == 990'000);
  CHECK(rounded_duration(kLongest) == 9'200'000'000'000'000'000);
}

TEST_CASE("rounding twice is rounding once, and keeps the order") {
  for (std::int64_t duration = 0; duration < 20'000; ++duration) check_rounding(duration);
  for (std::int64_t power = 100; power <= kLongest / 10; power *= 10) {
    for (const std::int64_t digit : {1, 2, 3, 5, 9}) {
      for (std::int64_t near = -20; near <= 20; ++near) check_rounding(digit * power + near * power / 1000);
      for (std::int64_t near = -2; near <= 2; ++near) check_rounding(digit * power + near);
    }
  }
  for (std::int64_t near = 0; near < 3; ++near) check_rounding(kLongest - near);
}

TEST_CASE("percentiles are by nearest rank") {
  CHECK_FALSE(percentile({}, 50));
  CHECK(percentile({30}, 99) == 30);
  CHECK(percentile({40, 10, 30, 20}, 50) == 20);
  CHECK(percentile({40, 10, 30, 20}, 95) == 40);
}

TEST_CASE("busy time counts overlapping spans once") {
  const auto span = [](std::int64_t start, std::int64_t end) {
    constexpr std::int64_t kEpoch = 1'768'467'600'000'000'000;
    Span made;
    made.start_ns = kEpoch + start;
    made.end_ns = end == 0 ? 0 : kEpoch + end;
    return made;
  };
  const Span spans[] = {span(10, 20), span(15, 30), span(16, 18), span(40, 50), span(45, 0), span(60, 55)};
  CHECK(busy_ns({&spans[0], &spans[1], &spans[2], &spans[3], &spans[4], &spans[5]}) == 30);
}

TEST_CASE("messages that differ in numbers have one shape") {
  CHECK(message_shape("") == "");
  CHECK(message_shape("timed out after 30s (try 2)") == "timed out after #s (try #)");
  CHECK(message_shape("task=ab12-cd34: lost.") == "task=#: lost.");
  CHECK(message_shape("face 12, bad 0x1f") == "face #, bad #x#f");
  CHECK(message_shape(std::string(199, 'x') + "ü7") == std::string(199, 'x') + "ü");
}

TEST_CASE("patterns match as GLOB does") {
  CHECK(matches_glob("agent-*", "agent-worker"));
  CHECK_FALSE(matches_glob("agent", "agent-worker"));
  CHECK(matches_glob("*", ""));
  CHECK(matches_glob("?ber", "über"));
  CHECK(matches_glob("[a-cx]1[^0-9]", "x1y"));
  CHECK_FALSE(matches_glob("[^a]", "a"));
  CHECK(matches_glob("[]]", "]"));
  CHECK_FALSE(matches_glob("[a", "a"));
}

}  // namespace
}  // namespace tracewh::reference
