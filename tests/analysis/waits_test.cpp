#include "analysis/ask_analysis.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

namespace tracewh::analysis {
namespace {

Lines waits(const std::vector<WorkSpan>& spans) {
  return ask_analysis("waits", all(make_tree(spans)), {"after", "before", "count", "total_ns", "share"});
}

WorkSpan step(std::uint64_t id, std::int64_t start_ns, std::int64_t duration_ns, std::string name) {
  return named(worker(id, 1, start_ns, duration_ns), std::move(name));
}

}  // namespace

TEST_CASE("a trace waits between the end of one leaf and the start of the next") {
  CHECK(waits({task(1, 0, 0, 100), step(2, 0, 10, "a"), step(3, 30, 20, "b"), step(4, 55, 45, "c")}) ==
        Lines{"a b 1 20 0.2", "b c 1 5 0.05"});
}

TEST_CASE("waits between the same two operations add up") {
  CHECK(waits({task(1, 0, 0, 100), step(2, 0, 10, "a"), step(3, 15, 5, "b"), step(4, 20, 10, "a"),
               step(5, 40, 60, "b")}) == Lines{"a b 2 15 0.15"});
}

TEST_CASE("nobody waits while any leaf runs, and a parent alone is no work") {
  CHECK(
      waits({task(1, 0, 0, 100), step(2, 0, 90, "long"), step(3, 5, 5, "a"), step(4, 60, 40, "b")}).empty());
  CHECK(waits({task(1, 0, 0, 100), step(2, 0, 10, "a"), step(3, 10, 90, "b")}).empty());
  CHECK(waits({task(1, 0, 0, 100), step(2, 0, 100, "a"), named(worker(3, 2, 0, 10), "b"),
               named(worker(4, 2, 40, 60), "c")}) == Lines{"b c 1 30 0.3"});
}

TEST_CASE("before the first leaf and after the last, and at unknown times, nothing is known to wait") {
  CHECK(waits({task(1, 0, 0, 100), step(2, 40, 10, "a")}).empty());
  CHECK(waits({task(1, 0, 0, 100), step(2, 0, 10, "a"), step(3, -1, 10, "b")}).empty());
  CHECK(waits({task(1, 0, 0, 100)}).empty());
}

TEST_CASE("the longest wait comes first, then by names") {
  CHECK(waits({task(1, 0, 0, 100), step(2, 0, 10, "b"), step(3, 15, 5, "a"), step(4, 25, 5, "d"),
               step(5, 60, 40, "c")}) == Lines{"d c 1 30 0.3", "a d 1 5 0.05", "b a 1 5 0.05"});
}

}  // namespace tracewh::analysis
