#include "analysis/clock_alignment.hpp"

#include "tree/make_trace.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::analysis {
namespace {

struct Call {
  std::uint64_t id;
  std::uint64_t parent;
  std::int64_t start_ns;
  std::int64_t duration_ns;
  std::string service;
};

tree::ResolvedTrace resolved(const std::vector<Call>& calls) {
  std::vector<tree::SpanCase> cases;
  for (const Call& call : calls) cases.push_back({call.id, call.parent, call.start_ns, call.duration_ns});
  model::Trace trace = tree::make_trace(cases);
  for (std::uint32_t i = 0; i < calls.size(); ++i) {
    trace.resources.push_back({trace.arena.copy(calls[i].service), "{}", "", "", 0});
    trace.spans[i].resource = i + 1;
  }
  return tree::resolve(std::move(trace));
}

/// What was moved, and how many spans are outside their parents then.
std::string aligned(const std::vector<Call>& calls) {
  std::vector<ClockShift> shifts;
  const tree::TraceTree tree = build_aligned_tree(resolved(calls), shifts);
  std::string text;
  for (const auto& [service, shift_ns] : shifts) text += service + " " + std::to_string(shift_ns) + ", ";
  return text + std::to_string(tree.counts.outside_parent);
}

}  // namespace

TEST_CASE("clocks that agree stay as they are") {
  CHECK(aligned({{1, 0, 0, 100, "a"}, {2, 1, 10, 80, "b"}}) == "0");
}

TEST_CASE("a service whose clock is ahead is moved back into its caller") {
  CHECK(aligned({{1, 0, 0, 100, "a"}, {2, 1, 5'010, 80, "b"}, {3, 2, 5'020, 10, "b"}}) == "b -5000, 0");
}

TEST_CASE("a service that is called by one whose clock is off is moved with it") {
  CHECK(aligned({{1, 0, 0, 100, "a"}, {2, 1, 5'010, 80, "b"}, {3, 2, 5'020, 60, "c"}}) ==
        "b -5000, c -5000, 0");
}

TEST_CASE("the first service is not moved when it is called back") {
  CHECK(aligned({{1, 0, 0, 100, "a"}, {2, 1, 5'010, 80, "b"}, {3, 2, 20, 60, "a"}}) == "b -5000, 0");
}

TEST_CASE("spans of unknown start are not moved") {
  std::vector<ClockShift> shifts;
  const tree::TraceTree tree = build_aligned_tree(
      resolved({{1, 0, 0, 100, "a"}, {2, 1, 5'010, 80, "b"}, {3, 2, -1, 60, "b"}}), shifts);
  REQUIRE(shifts.size() == 1);
  CHECK(tree.trace.spans[2].start_ns == 0);
}

TEST_CASE("a trace without spans is aligned") {
  std::vector<ClockShift> shifts;
  CHECK(build_aligned_tree(resolved({}), shifts).nodes.empty());
}

}  // namespace tracewh::analysis
