#include "analysis/ask_analysis.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace tracewh::analysis {
namespace {

Lines outcomes(const std::vector<WorkSpan>& spans,
               const std::vector<std::string>& columns = {"span_id", "outcome", "cause_span_id"}) {
  return ask_analysis("outcomes", all(make_tree(spans)), columns);
}

}  // namespace

TEST_CASE("each task and each root has an outcome, and nothing else has") {
  CHECK(outcomes({worker(1, 0, 0, 100), task(2, 1, 5, 50), worker(3, 2, 6, 9)}) ==
        Lines{"0000000000000001 passed -", "0000000000000002 passed -"});
  CHECK(outcomes({task(1, 0, 0, 100),
                  {.id = 2, .parent = 1, .start_ns = 3, .duration_ns = {}, .role = model::Role::kTask}}) ==
        Lines{"0000000000000001 passed -", "0000000000000002 unfinished -"});
}

TEST_CASE("a task fails by the failure that reached it, which began below") {
  CHECK(outcomes({failed(task(1, 0, 0, 100)), failed(task(2, 1, 5, 50)), failed(worker(3, 2, 6, 9)),
                  named(task(4, 1, 60, 9), "other")}) == Lines{"0000000000000001 failed 0000000000000003",
                                                               "0000000000000002 failed 0000000000000003",
                                                               "0000000000000004 passed -"});
}

TEST_CASE("of several failures each task fails by the first below it") {
  CHECK(outcomes({failed(task(1, 0, 0, 100)), failed(task(2, 1, 50, 30)), failed(worker(3, 2, 51, 9)),
                  failed(worker(4, 1, 5, 9))}) ==
        Lines{"0000000000000001 failed 0000000000000004", "0000000000000002 failed 0000000000000003"});
}

TEST_CASE("a task whose failure did not make the trace fail is no failed one") {
  WorkSpan again = task(3, 1, 60, 30);
  CHECK(outcomes({task(1, 0, 0, 100), failed(task(2, 1, 5, 50)), again}) ==
        Lines{"0000000000000001 passed -", "0000000000000002 retried 0000000000000002",
              "0000000000000003 passed -"});
  CHECK(outcomes({ok(task(1, 0, 0, 100)), failed(task(2, 1, 5, 50))}) ==
        Lines{"0000000000000001 passed -", "0000000000000002 absorbed 0000000000000002"});
}

TEST_CASE("a failure below a missing parent has an outcome of its own, and explains a failed root") {
  CHECK(outcomes({failed(worker(2, 9, 5, 50))}) == Lines{"0000000000000002 failed 0000000000000002"});
  CHECK(outcomes({failed(task(1, 0, 0, 100)), failed(worker(2, 9, 5, 50))}) ==
        Lines{"0000000000000001 failed 0000000000000002", "0000000000000002 failed 0000000000000002"});
}

TEST_CASE("an outcome names the worker that failed and the reason") {
  WorkSpan broken = failed(worker(2, 1, 5, 50));
  broken.worker_id = "w1";
  broken.status_message = "out of memory";
  CHECK(outcomes({failed(task(1, 0, 0, 100)), broken},
                 {"outcome", "evidence", "message", "cause_worker_id", "path"}) ==
        Lines{"failed status out of memory w1 span > span"});
}

TEST_CASE("failures in a deep chain take no longer than the chain") {
  std::vector<WorkSpan> chain;
  for (std::uint64_t id = 1; id <= 20'000; ++id)
    chain.push_back(failed(task(id, id - 1, static_cast<std::int64_t>(id), 100)));
  const Lines lines = outcomes(chain, {"outcome", "cause_span_id"});
  CHECK(lines.size() == chain.size());
  CHECK(lines.front() == lines.back());
}

}  // namespace tracewh::analysis
