#include "analysis/clock_skew.hpp"

#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace tracewh::analysis {
namespace {

WorkSpan at(std::string service, std::uint64_t id, std::uint64_t parent, std::int64_t start_ns,
            std::int64_t duration_ns) {
  WorkSpan span = worker(id, parent, start_ns, duration_ns);
  span.service = std::move(service);
  return span;
}

/// Each skew of these traces as "service calls offset first span".
std::vector<std::string> skews(const std::vector<std::vector<WorkSpan>>& traces) {
  SkewEstimator estimator;
  for (const auto& spans : traces) estimator.add(make_tree(spans));
  std::vector<std::string> lines;
  for (const auto& skew : estimator.skews()) {
    lines.push_back(fmt::format("{} {} {} {}", skew.service, skew.calls, skew.offset_ns, skew.span_id.value));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("clocks are right where calls lie within their callers") {
  CHECK(skews({{at("a", 1, 0, 0, 100), at("b", 2, 1, 0, 100), at("c", 3, 2, 10, 20)}}).empty());
}

TEST_CASE("a clock is off by the middle of what its calls allow, ahead or behind") {
  CHECK(skews({{at("a", 1, 0, 0, 100), at("b", 2, 1, 1000, 80)}}) == Lines{"b 1 990 2"});
  CHECK(skews({{at("a", 1, 0, 5000, 100), at("b", 2, 1, 1000, 80)}}) == Lines{"b 1 -4010 2"});
}

TEST_CASE("a few calls outside their callers are no matter of clocks") {
  const std::vector<WorkSpan> inside{at("a", 1, 0, 0, 100), at("b", 2, 1, 10, 50)};
  const std::vector<WorkSpan> outside{at("a", 1, 0, 0, 100), at("b", 3, 1, 500, 50)};
  CHECK(skews({inside, outside}).empty());
  CHECK(skews({inside, outside, outside}) == Lines{"b 2 475 3"});
}

TEST_CASE("what tells nothing of clocks") {
  // Calls within a service, of consumers, that take longer than their callers, and of unknown times.
  CHECK(skews({{at("a", 1, 0, 0, 100), at("a", 2, 1, 1000, 80)}}).empty());
  WorkSpan producer = at("a", 1, 0, 0, 100);
  producer.kind = kProducer;
  CHECK(skews({{producer, at("b", 2, 1, 1000, 80)}}).empty());
  CHECK(skews({{at("a", 1, 0, 0, 100), at("b", 2, 1, 50, 101)}}).empty());
  CHECK(skews({{at("a", 1, 0, 0, 100), at("b", 2, 1, -1, 50)}}).empty());
  CHECK(skews({{at("b", 2, 77, 1000, 80)}}).empty());
}

TEST_CASE("what a service calls is not blamed for its clock") {
  const std::vector<WorkSpan> spans{at("a", 1, 0, 0, 100), at("b", 2, 1, 1000, 80), at("c", 3, 2, 20, 20)};
  CHECK(skews({spans}) == Lines{"b 1 990 2"});
  // Unless it is off itself.
  CHECK(skews({{at("a", 1, 0, 0, 100), at("b", 2, 1, 1000, 80), at("c", 3, 2, 3000, 60)}}) ==
        Lines{"b 1 990 2", "c 1 2980 3"});
}

TEST_CASE("services that call each other in a circle are told from the first by name") {
  CHECK(skews({{at("a", 1, 0, 0, 100), at("b", 2, 1, 1000, 80)},
               {at("b", 1, 0, 1000, 100), at("a", 2, 1, 20, 60)}})
            .size() == 1);
}

}  // namespace tracewh::analysis
