#include "analysis/ask_analysis.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

namespace tracewh::analysis {
namespace {

Lines loops(const std::vector<WorkSpan>& spans) {
  return ask_analysis("loops", all(make_tree(spans)), {"span_id", "kind", "name", "count", "wasted_ns"});
}

WorkSpan call(std::uint64_t id, std::int64_t start_ns, std::string input = "x") {
  WorkSpan span{.id = id, .parent = 1, .start_ns = start_ns, .duration_ns = 10, .role = model::Role::kTool};
  span.input = std::move(input);
  return span;
}

WorkSpan agent(std::uint64_t id, std::uint64_t parent, std::int64_t start_ns, std::int64_t duration_ns,
               std::string name) {
  WorkSpan span{.id = id,
                .parent = parent,
                .start_ns = start_ns,
                .duration_ns = duration_ns,
                .role = model::Role::kAgent};
  span.agent = std::move(name);
  return span;
}

/// One agent after the other below a task, one turn of ten nanoseconds for each letter.
std::vector<WorkSpan> turns(const std::string& agents) {
  std::vector<WorkSpan> spans{task(1, 0, 0, 1000)};
  for (std::size_t i = 0; i < agents.size(); ++i) {
    spans.push_back(agent(i + 2, 1, static_cast<std::int64_t>(i) * 10, 10, std::string(1, agents[i])));
  }
  return spans;
}

/// Each agent below the one before.
std::vector<WorkSpan> nested_turns(const std::string& agents) {
  std::vector<WorkSpan> spans{task(1, 0, 0, 1000)};
  for (std::size_t i = 0; i < agents.size(); ++i) {
    const auto at = static_cast<std::int64_t>(i);
    spans.push_back(agent(i + 2, i + 1, at, 100 - 2 * at, std::string(1, agents[i])));
  }
  return spans;
}

}  // namespace

TEST_CASE("three attempts or more of which all but the last failed are a retry storm") {
  const WorkSpan root = task(1, 0, 0, 1000);
  CHECK(loops({root, failed(call(2, 0)), failed(call(3, 10)), call(4, 30)}) ==
        Lines{"0000000000000002 retry_storm span 3 20"});
  CHECK(loops({root, failed(call(2, 0)), failed(call(3, 10)), failed(call(4, 30))}) ==
        Lines{"0000000000000002 retry_storm span 3 20"});
  CHECK(loops({root, failed(call(2, 0, "")), failed(call(3, 10, "")), call(4, 30, "")}) ==
        Lines{"0000000000000002 retry_storm span 3 20"});
}

TEST_CASE("a success ends a storm, and the next call begins another") {
  std::vector<WorkSpan> spans{task(1, 0, 0, 1000), failed(call(2, 0)),  failed(call(3, 10)), call(4, 20),
                              failed(call(5, 30)), failed(call(6, 40)), failed(call(7, 50)), call(8, 60)};
  CHECK(loops(spans) ==
        Lines{"0000000000000005 retry_storm span 4 30", "0000000000000002 retry_storm span 3 20"});
}

TEST_CASE("what is no retry storm") {
  const WorkSpan root = task(1, 0, 0, 1000);
  CHECK(loops({root, failed(call(2, 0)), call(3, 10)}).empty());
  CHECK(loops({root, failed(call(2, 0)), failed(call(3, 10))}).empty());
  // Beside each other.
  CHECK(loops({root, failed(call(2, 0)), failed(call(3, 5)), failed(call(4, 9)), call(5, 30)}).empty());
  CHECK(loops({root, failed(call(2, 0, "x")), failed(call(3, 10, "y")), call(4, 20, "z")}).empty());
  CHECK(loops({root, failed(call(2, 0)), failed(named(call(3, 10), "other")), call(4, 20)}).empty());
  WorkSpan elsewhere = call(4, 30);
  elsewhere.parent = 3;
  CHECK(loops({root, failed(call(2, 0)), failed(call(3, 10)), elsewhere}).empty());
}

TEST_CASE("a call is repeated where its input is known to be equal and none failed") {
  const WorkSpan root = task(1, 0, 0, 1000);
  CHECK(loops({root, call(2, 0), call(3, 10), call(4, 20)}) ==
        Lines{"0000000000000002 repeated_call span 3 20"});
  CHECK(loops({root, call(2, 0, "x"), call(3, 10, "y")}).empty());
  CHECK(loops({root, call(2, 0, ""), call(3, 10, "")}).empty());
  CHECK(loops({root, call(2, 0), failed(call(3, 10))}).empty());
}

TEST_CASE("six turns of two agents beside each other are a ping-pong") {
  CHECK(loops(turns("ababab")) == Lines{"0000000000000002 ping_pong a, b 6 40"});
  CHECK(loops(turns("cababab")) == Lines{"0000000000000003 ping_pong a, b 6 40"});
  CHECK(loops(turns("abababc")) == Lines{"0000000000000002 ping_pong a, b 6 40"});
}

TEST_CASE("messages between turns do not end a ping-pong, other work does") {
  std::vector<WorkSpan> spans = turns("ababab");
  WorkSpan between = send(20, 1, 25, 1);
  spans.push_back(between);
  CHECK(loops(spans) == Lines{"0000000000000002 ping_pong a, b 6 40"});
  spans.back().role = model::Role::kTool;
  CHECK(loops(spans).empty());
}

TEST_CASE("what is no ping-pong") {
  CHECK(loops(turns("ababa")).empty());
  CHECK(loops(turns("abcabcabc")).empty());
  CHECK(loops(turns("aaaaaa")).empty());
  CHECK(loops(turns("ababbaba")).empty());
  CHECK(loops(nested_turns("ababa")).empty());
  CHECK(loops(nested_turns("abcabcabc")).empty());
}

TEST_CASE("agents that work beside each other in time take no turns") {
  std::vector<WorkSpan> spans = turns("ababab");
  for (WorkSpan& span : spans) span.duration_ns = 1000;
  CHECK(loops(spans).empty());
}

TEST_CASE("six turns of two agents below each other are a ping-pong that wastes the third and all below") {
  CHECK(loops(nested_turns("ababab")) == Lines{"0000000000000002 ping_pong a, b 6 96"});
  CHECK(loops(nested_turns("cabababa")) == Lines{"0000000000000003 ping_pong a, b 7 94"});
  CHECK(loops(nested_turns("abababc")) == Lines{"0000000000000002 ping_pong a, b 6 96"});
}

TEST_CASE("spans between do not end a ping-pong of agents below each other") {
  std::vector<WorkSpan> spans = nested_turns("ababab");
  // The last agent hangs below a tool of the one before.
  spans.push_back({.id = 20, .parent = 6, .start_ns = 5, .duration_ns = 1, .role = model::Role::kTool});
  spans[6].parent = 20;
  CHECK(loops(spans) == Lines{"0000000000000002 ping_pong a, b 6 96"});
}

TEST_CASE("work that starts after the answer was sent is too late") {
  WorkSpan answer = send(2, 1, 50, 10);
  answer.message_type = "answer";
  const WorkSpan root = task(1, 0, 0, 1000);
  CHECK(loops({root, answer, worker(3, 1, 70, 20), worker(4, 3, 75, 5), worker(5, 1, 95, 3)}) ==
        Lines{"0000000000000003 work_after_answer span 2 23"});
  CHECK(loops({root, answer, worker(3, 1, 60, 20)}).empty());
  // The last answer counts, and storage is no work.
  WorkSpan final_answer = send(6, 1, 100, 10);
  final_answer.message_type = "final_answer";
  CHECK(loops({root, answer, worker(3, 1, 70, 20), final_answer}).empty());
  WorkSpan storage = worker(3, 1, 70, 20);
  storage.role = model::Role::kStorage;
  CHECK(loops({root, answer, storage}).empty());
}

TEST_CASE("without an answer the end of the root is one, where it is known") {
  WorkSpan root = task(1, 0, 0, 50);
  CHECK(loops({root, worker(2, 1, 51, 5)}) == Lines{"0000000000000002 work_after_answer span 1 5"});
  CHECK(loops({root, worker(2, 1, 50, 5)}).empty());
  root.duration_ns.reset();
  CHECK(loops({root, worker(2, 1, 51, 5)}).empty());
  CHECK(loops({worker(2, 77, 51, 5), worker(3, 77, 100, 5)}).empty());
}

TEST_CASE("loops come by what they waste, and tell the worker at or above them") {
  WorkSpan by_worker = worker(2, 1, 0, 500);
  by_worker.worker_id = "w";
  WorkSpan first = call(3, 0, "long");
  WorkSpan second = call(4, 100, "long");
  WorkSpan third = call(5, 200, "short");
  WorkSpan fourth = call(6, 300, "short");
  second.duration_ns = 50;
  for (WorkSpan* span : {&first, &second, &third, &fourth}) span->parent = 2;
  CHECK(ask_analysis("loops", all(make_tree({task(1, 0, 0, 1000), by_worker, first, second, third, fourth})),
                     {"span_id", "worker_id", "wasted_ns"}) ==
        Lines{"0000000000000003 w 50", "0000000000000005 w 10"});
}

}  // namespace tracewh::analysis
