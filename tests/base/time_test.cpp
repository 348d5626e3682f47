#include "base/time.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace tracewh::base {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kSecond = 1'000 * kMillisecond;
constexpr std::int64_t kHour = 3'600 * kSecond;
constexpr std::int64_t kNineOClock = 1'768'467'600 * kSecond;  // 2026-01-15T09:00:00Z

}  // namespace

TEST_CASE("A duration is a sum of numbers with units") {
  const auto [text, nanoseconds] = GENERATE(table<std::string, std::int64_t>({{"0", 0},
                                                                              {"0s", 0},
                                                                              {"1ns", 1},
                                                                              {"250ms", 250 * kMillisecond},
                                                                              {"640us", 640'000},
                                                                              {"640µs", 640'000},
                                                                              {"640μs", 640'000},
                                                                              {"10s", 10 * kSecond},
                                                                              {"1m30s", 90 * kSecond},
                                                                              {"1.5h", 3 * kHour / 2},
                                                                              {"0.5ms", 500'000},
                                                                              {"2d1h", 49 * kHour}}));
  CAPTURE(text);
  CHECK(parse_duration(text) == nanoseconds);
}

TEST_CASE("Text that is no duration is refused") {
  const std::string text = GENERATE("", "s", "10", "10 s", "10x", "-5s", "1s2", "1,5s", "s10", "1e3s",
                                    "nan s", "infs", "300y", "10s ", " 10s", "0x10s", "1000000d");
  CAPTURE(text);
  CHECK_FALSE(parse_duration(text).has_value());
}

TEST_CASE("A duration is shown with three significant digits in one unit") {
  const auto [nanoseconds, text] = GENERATE(table<std::int64_t, std::string>({
      {0, "0ns"},
      {999, "999ns"},
      {1'000, "1.00µs"},
      {640'000, "640µs"},
      {999'499, "999µs"},
      {999'500, "1.00ms"},
      {7'200 * kMillisecond, "7.20s"},
      {59'949 * kMillisecond, "59.9s"},
      {59'950 * kMillisecond, "1m00s"},
      {125 * kSecond, "2m05s"},
      {3 * kHour + 720 * kSecond, "3h12m"},
      {49 * kHour, "2d01h"},
      {-7'200 * kMillisecond, "-7.20s"},
  }));
  CHECK(format_duration(nanoseconds) == text);
}

TEST_CASE("The extreme durations can be shown") {
  CHECK(format_duration(INT64_MAX) == "106751d23h");
  CHECK(format_duration(INT64_MIN) == "-106751d23h");
}

TEST_CASE("An instant is RFC 3339, UTC unless it says otherwise") {
  const auto [text, instant] = GENERATE(table<std::string, std::int64_t>({
      {"2026-01-15T09:00:00Z", kNineOClock},
      {"2026-01-15t09:00:00z", kNineOClock},
      {"2026-01-15 09:00:00", kNineOClock},
      {"2026-01-15T09:00", kNineOClock},
      {"2026-01-15T11:00:00+02:00", kNineOClock},
      {"2026-01-15T03:30:00-0530", kNineOClock},
      {"2026-01-15T11:00:00 02:00", kNineOClock},
      {"2026-01-15T09:00:00.25Z", kNineOClock + 250 * kMillisecond},
      {"2026-01-15T09:00:00,000000001Z", kNineOClock + 1},
      {"2026-01-15T09:00:00.0000000019Z", kNineOClock + 1},
      {"2026-01-15", kNineOClock - 9 * kHour},
      {"1969-12-31T23:59:59.5Z", -500 * kMillisecond},
      {"2024-02-29", 1'709'164'800 * kSecond},
  }));
  CAPTURE(text);
  CHECK(parse_instant(text, 0) == instant);
}

TEST_CASE("An instant can be told from now") {
  CHECK(parse_instant("now", kNineOClock) == kNineOClock);
  CHECK(parse_instant("-2h", kNineOClock) == kNineOClock - 2 * kHour);
  CHECK(parse_instant("-1m30s", kNineOClock) == kNineOClock - 90 * kSecond);
  CHECK(parse_instant("2h", kNineOClock) == kNineOClock - 2 * kHour);
  CHECK(parse_instant("-1w", kNineOClock) == kNineOClock - 7 * 24 * kHour);
  CHECK_FALSE(parse_instant("-1s", INT64_MIN).has_value());
}

TEST_CASE("days are told by their names, with a time of day or from midnight on") {
  CHECK(parse_instant("today", kNineOClock) == kNineOClock - 9 * kHour);
  CHECK(parse_instant("yesterday", kNineOClock) == kNineOClock - 33 * kHour);
  CHECK(parse_instant("today 14:00", kNineOClock) == kNineOClock + 5 * kHour);
  CHECK(parse_instant("yesterday 09:00+02:00", kNineOClock) == kNineOClock - 26 * kHour);
}

TEST_CASE("Text that is no instant is refused") {
  const std::string text = GENERATE(
      "", "-", "yesterdays", "tomorrow", "today 25:00", "today14:00", "--2h", "2026", "2026-01", "2026-13-01",
      "2026-02-29", "2026-00-10", "2026-01-15T", "2026-01-15T24:00:00Z", "2026-01-15T-9:00:00Z",
      "2026-01-15T09:60:00Z", "2026-01-15T09:00:61Z", "2026-01-15T09:00:00.Z", "2026-01-15T09:00:00ZZ",
      "2026-01-15T09:00:00+2", "9999-12-31", "1600-01-01", "20260115T090000Z");
  CAPTURE(text);
  CHECK_FALSE(parse_instant(text, kNineOClock).has_value());
}

TEST_CASE("An instant is shown with as many decimals as it has") {
  CHECK(format_instant(kNineOClock) == "2026-01-15T09:00:00Z");
  CHECK(format_instant(kNineOClock + 250 * kMillisecond) == "2026-01-15T09:00:00.250Z");
  CHECK(format_instant(kNineOClock + 1'000) == "2026-01-15T09:00:00.000001Z");
  CHECK(format_instant(kNineOClock + 1) == "2026-01-15T09:00:00.000000001Z");
  CHECK(format_instant(-1) == "1969-12-31T23:59:59.999999999Z");
}

TEST_CASE("What is shown as an instant reads as the same instant") {
  const std::int64_t instant =
      GENERATE(-9'223'372'036'000'000'000, -1, 0, 1, kNineOClock, kNineOClock + 123'456'789, INT64_MAX);
  CAPTURE(instant);
  CHECK(parse_instant(format_instant(instant), 0) == instant);
}

}  // namespace tracewh::base
