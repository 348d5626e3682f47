#include "render/lane_chart.hpp"

#include "render/samples.hpp"

#include <catch2/catch.hpp>

#include <sstream>

namespace tracewh::render {
namespace {

std::string drawn(const std::vector<ChartLane>& lanes, const Style& style) {
  std::ostringstream out;
  write_lane_chart(lanes, style, out);
  return out.str();
}

Period seconds(std::int64_t from, std::int64_t to) { return {kNoon + from * kSecond, kNoon + to * kSecond}; }

}  // namespace

TEST_CASE("lanes stand on one axis, and no moment of work is lost in it") {
  Style style;
  style.width = 50;
  CHECK(drawn({{"w1", {seconds(0, 4), seconds(6, 14)}, 2}, {"", {seconds(7, 7)}, 1}}, style) ==
        "2026-01-02T12:00:00Z\n"
        "             0             14.0s     busy  at once\n"
        "w1           █████▌  ███████████    12.0s       ×2\n"
        "(no worker)           ▐               0ns\n");
  style.utf8 = false;
  CHECK(
      drawn({{"w1", {seconds(0, 4), seconds(6, 14)}, 2}}, style).find("w1  ========    ================ ") !=
      std::string::npos);
}

TEST_CASE("lanes fit the width, and hostile names stay visible text") {
  Style style;
  for (const std::size_t cells : {1U, 30U, 80U}) {
    style.width = cells;
    const std::string output = drawn({{std::string(kHostile), {seconds(0, 9)}, 1}}, style);
    CHECK(
        std::ranges::none_of(output, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }));
    if (cells >= 80) CHECK(widest_line(output) <= cells);
  }
  CHECK(drawn({}, style).empty());
}

}  // namespace tracewh::render
