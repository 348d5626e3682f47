#include "analysis/lanes.hpp"

#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::analysis {
namespace {

/// A row by the names of its columns.
using Lane = std::map<std::string, model::Value>;

std::vector<Lane> lanes_of(const std::vector<tree::TraceTree>& trees) {
  Lanes lanes{Options()};
  std::vector<model::Row> rows;
  for (const tree::TraceTree& tree : trees) lanes.add(tree, rows);
  lanes.finish(rows);
  std::vector<Lane> named;
  for (const model::Row& row : rows) {
    Lane& lane = named.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) lane[lanes.columns()[i]] = row[i];
  }
  return named;
}

WorkSpan work(std::uint64_t id, std::int64_t start_ns, std::int64_t duration_ns, std::string worker_id,
              std::string task_id = {}) {
  WorkSpan span = worker(id, 1, start_ns, duration_ns);
  span.worker_id = std::move(worker_id);
  span.task_id = std::move(task_id);
  return span;
}

std::int64_t integer(const Lane& lane, const std::string& column) {
  return std::get<std::int64_t>(lane.at(column));
}

std::string text(const Lane& lane, const std::string& column) {
  return std::get<std::string>(lane.at(column));
}

bool is_null(const Lane& lane, const std::string& column) {
  return std::holds_alternative<std::monostate>(lane.at(column));
}

template <typename... Trees>
std::vector<tree::TraceTree> all(Trees&&... trees) {
  std::vector<tree::TraceTree> all;
  (all.push_back(std::forward<Trees>(trees)), ...);
  return all;
}

}  // namespace

TEST_CASE("a worker is busy while at least one of its spans runs, in whichever trace") {
  const auto lanes =
      lanes_of(all(make_tree({task(1, 0, 0, 100), work(2, 0, 10, "a"), work(3, 5, 10, "a")}, 1),
                   make_tree({task(1, 0, 0, 100), work(2, 40, 10, "a"), work(3, 0, 5, "b")}, 2)));
  REQUIRE(lanes.size() == 2);
  CHECK(text(lanes[0], "worker_id") == "a");
  CHECK(integer(lanes[0], "spans") == 3);
  CHECK(integer(lanes[0], "traces") == 2);
  CHECK(integer(lanes[0], "busy_ns") == 25);
  CHECK(integer(lanes[0], "idle_ns") == 25);
  CHECK(std::get<double>(lanes[0].at("utilization")) == 0.5);
  CHECK(integer(lanes[0], "max_concurrency") == 2);
  CHECK(text(lanes[1], "worker_id") == "b");
}

TEST_CASE("spans that follow each other are not at once") {
  const auto lanes = lanes_of(
      all(make_tree({task(1, 0, 0, 9), work(2, 0, 5, "a"), work(3, 5, 0, "a"), work(4, 5, 4, "a")})));
  CHECK(integer(lanes[0], "max_concurrency") == 1);
  CHECK(integer(lanes[0], "idle_ns") == 0);
}

TEST_CASE("a span without a known end counts and takes no time") {
  WorkSpan unfinished = work(2, 0, 0, "a");
  unfinished.duration_ns.reset();
  const auto lanes = lanes_of(all(make_tree({task(1, 0, 0, 9), unfinished})));
  CHECK(integer(lanes[0], "spans") == 1);
  CHECK(integer(lanes[0], "busy_ns") == 0);
  CHECK(is_null(lanes[0], "utilization"));
  CHECK(is_null(lanes[0], "queue_p50_ns"));
}

TEST_CASE("failures count by evidence") {
  WorkSpan failed = work(2, 0, 5, "a");
  failed.evidence = model::evidence::kException;
  CHECK(integer(lanes_of(all(make_tree({task(1, 0, 0, 9), failed, work(3, 0, 5, "a")})))[0], "failures") ==
        1);
}

TEST_CASE("a retry starts when the same work of the same task has ended, by whomever") {
  const auto lanes =
      lanes_of(all(make_tree({task(1, 0, 0, 99), work(2, 50, 5, "b", "t"), work(3, 12, 5, "b", "u")}, 1),
                   make_tree({task(1, 0, 0, 99), work(2, 0, 10, "a", "t"), work(3, 5, 9, "a", "t")}, 2)));
  REQUIRE(lanes.size() == 2);
  CHECK(integer(lanes[0], "retries") == 0);  // those of a run beside each other
  CHECK(integer(lanes[1], "retries") == 1);
}

TEST_CASE("other work of the same task is no retry") {
  WorkSpan other = work(3, 50, 5, "a", "t");
  other.name = "worker.validation";
  CHECK(integer(lanes_of(all(make_tree({task(1, 0, 0, 99), work(2, 0, 9, "a", "t"), other})))[0],
                "retries") == 0);
}

TEST_CASE("what waited for a worker is told by percentiles") {
  const auto lanes = lanes_of(all(make_tree({task(1, 0, 0, 99), send(2, 1, 0, 1), work(3, 4, 5, "a")}, 1),
                                  make_tree({task(1, 0, 0, 99), send(2, 1, 0, 1), work(3, 8, 5, "a")}, 2)));
  CHECK(integer(lanes[0], "queue_p50_ns") == 3);
  CHECK(integer(lanes[0], "queue_p95_ns") == 7);
}

}  // namespace tracewh::analysis
