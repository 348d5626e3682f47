#include "compare/tolerances.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <initializer_list>
#include <string_view>

namespace tracewh::compare {
namespace {

Tolerance of(std::string_view metric, std::initializer_list<std::string_view> texts) {
  Tolerances tolerances;
  for (const std::string_view text : texts) tolerances.set(text);
  return tolerances.of(find_metric(metric));
}

}  // namespace

TEST_CASE("a metric's own tolerance stands until another is set") {
  CHECK(of("duration_p95", {}) == Tolerance{0.10, 1e6});
  CHECK(of("error_rate", {}) == Tolerance{0, 0.005});
}

TEST_CASE("a tolerance for all metrics is set part by part, where the part applies") {
  CHECK(of("duration_p50", {"20%,5ms"}) == Tolerance{0.20, 5e6});
  CHECK(of("duration_p50", {"20%"}) == Tolerance{0.20, 1e6});
  CHECK(of("duration_p50", {"0%,0ms"}) == Tolerance{0, 0});
  CHECK(of("tokens", {"20%,5ms"}) == Tolerance{0.20, 0});
  CHECK(of("error_rate", {"20%,5ms"}) == Tolerance{0, 0.005});
}

TEST_CASE("a tolerance for one metric is all that is tolerated of it") {
  CHECK(of("error_rate", {"error_rate=0.5%"}) == Tolerance{0, 0.005});
  CHECK(of("duration_p50", {"duration_p50=2ms", "20%"}) == Tolerance{0, 2e6});
  CHECK(of("duration_p95", {"duration_p50=2ms", "20%"}) == Tolerance{0.20, 1e6});
  CHECK(of("calls_per_task", {"calls_per_task=10%,0.5"}) == Tolerance{0.10, 0.5});
  CHECK(of("tokens", {"tokens=0"}) == Tolerance{0, 0});
}

TEST_CASE("what is no tolerance is refused") {
  for (const std::string_view text : {"", "0", "10", "%", "-1%", "nan%", "10%,", "speed=1%", "error_rate=",
                                      "error_rate=1ms", "tokens=-1", "duration_p50=inf", "10 %x"}) {
    INFO(text);
    CHECK_THROWS_AS(of("tokens", {text}), base::Error);
  }
}

}  // namespace tracewh::compare
