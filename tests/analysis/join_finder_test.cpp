#include "analysis/join_finder.hpp"

#include "analysis/ask_analysis.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace tracewh::analysis {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

struct Sent {
  std::string message_id{};
  std::string task_id{};
  std::string task_type{};
};

/// Trace `number`: a task that sends work, as span 2.
tree::TraceTree sender(std::uint8_t number, std::int64_t start_ns, const Sent& sent = {}) {
  WorkSpan root = task(1, 0, start_ns, 5 * kSecond);
  root.task_id = sent.task_id;
  root.task_type = sent.task_type;
  WorkSpan message = send(2, 1, start_ns, 10);
  message.message_id = sent.message_id;
  return make_tree({root, message}, number);
}

/// Span 3 of a trace of its own, which took work.
WorkSpan taker(std::int64_t start_ns, const Sent& sent = {}) {
  WorkSpan work = worker(3, 0, start_ns, kSecond);
  work.message_id = sent.message_id;
  work.task_id = sent.task_id;
  work.capability = sent.task_type;
  return work;
}

/// Each join as "trace → trace/span rule confidence", traces by their numbers.
Lines joined(const std::vector<tree::TraceTree>& trees) {
  JoinFinder finder;
  content::ContentReader reader;
  for (const tree::TraceTree& tree : trees) finder.add(tree, reader);
  Lines lines;
  for (const Join& join : finder.find()) {
    lines.push_back(fmt::format("{} -> {}/{} {} {}", join.root.trace_id.bytes.back(),
                                join.parent.trace_id.bytes.back(), join.parent.span_id.value, join.rule,
                                join.confidence));
  }
  return lines;
}

}  // namespace

TEST_CASE("a worker below its send, or one that nothing was sent to, is joined to nothing") {
  CHECK(joined(all(make_tree({task(1, 0, 0, 100), send(2, 1, 0, 5), worker(3, 2, 9, 5)}, 1),
                   make_tree({worker(3, 0, 9, 5)}, 2)))
            .empty());
}

TEST_CASE("a root that has a link into a stored trace is joined there") {
  WorkSpan work = taker(9);
  work.links_away = {{trace_id(77), 2}, {trace_id(1), 2}};
  CHECK(joined(all(sender(1, 0), make_tree({work}, 2))) == Lines{"2 -> 1/2 link 1"});
  work.links_away = {{trace_id(77), 2}};
  CHECK(joined(all(make_tree({work}, 2))).empty());
}

TEST_CASE("a root whose trace has the lower half of another's ID is joined below the parent that it names") {
  model::TraceId half = trace_id(1);
  std::fill_n(half.bytes.begin(), 8, std::uint8_t{0});
  WorkSpan work = taker(9);
  work.parent = 2;
  CHECK(joined(all(sender(1, 0), make_tree({work}, half))) == Lines{"1 -> 1/2 truncated_trace_id 1"});
  CHECK(joined(all(sender(3, 0), make_tree({work}, half))).empty());
}

TEST_CASE("a root that is joined below the sender, and not the message, took what was sent") {
  JoinFinder finder;
  content::ContentReader reader;
  WorkSpan linked = taker(9);
  linked.links_away = {{trace_id(1), 1}};
  for (const auto& tree : all(sender(1, 0), make_tree({linked}, 2))) finder.add(tree, reader);
  CHECK(finder.find().size() == 1);
  CHECK(finder.open_sends().empty());
}

TEST_CASE("equal IDs of messages join, before those of tasks") {
  CHECK(joined(all(sender(1, 0, {"m"}), sender(2, 0, {"n"}), make_tree({taker(9, {"m"})}, 3),
                   make_tree({taker(9, {"n"})}, 4))) ==
        Lines{"3 -> 1/2 message_id 1", "4 -> 2/2 message_id 1"});
  CHECK(joined(all(sender(1, 0, {"m", "t"}), sender(2, 5, {"n", "t"}),
                   make_tree({taker(9, {"m", "t"})}, 3))) == Lines{"3 -> 1/2 message_id 1"});
  CHECK(joined(all(sender(1, 0, {"pending", "t"}), make_tree({taker(9, {"pending", "t"})}, 3))) ==
        Lines{"3 -> 1/2 task_id 1"});
}

TEST_CASE("one task but two messages belong not together") {
  CHECK(joined(all(sender(1, 0, {"m", "t"}), make_tree({taker(9, {"n", "t"})}, 2))).empty());
  CHECK(joined(all(sender(1, 0, {"m"}), make_tree({taker(9, {"n"})}, 2))).empty());
}

TEST_CASE("of equal IDs the last root has the last send before it, and so on backwards") {
  CHECK(joined(all(sender(1, 0, {"", "t"}), sender(2, 10, {"", "t"}), make_tree({taker(5, {"", "t"})}, 3),
                   make_tree({taker(15, {"", "t"})}, 4))) ==
        Lines{"3 -> 1/2 task_id 1", "4 -> 2/2 task_id 1"});
  CHECK(joined(all(sender(1, 0, {"", "t"}), sender(2, 10, {"", "t"}),
                   make_tree({taker(15, {"", "t"})}, 3))) == Lines{"3 -> 2/2 task_id 1"});
  CHECK(joined(all(sender(1, 10, {"", "t"}), make_tree({taker(5, {"", "t"})}, 3))).empty());
  CHECK(joined(all(sender(1, 0, {"", "t"}), make_tree({taker(5, {"", "t"})}, 3),
                   make_tree({taker(15, {"", "t"})}, 4))) == Lines{"4 -> 1/2 task_id 1"});
}

TEST_CASE("a send and a root without IDs are joined where each is the only one for the other") {
  CHECK(joined(all(sender(1, 0), make_tree({taker(9)}, 2))) == Lines{"2 -> 1/2 order 0.5"});
  CHECK(joined(all(sender(1, 0, {"", "", "a"}), sender(2, 0, {"", "", "b"}),
                   make_tree({taker(9, {"", "", "b"})}, 3), make_tree({taker(9, {"", "", "a"})}, 4))) ==
        Lines{"3 -> 2/2 order 0.5", "4 -> 1/2 order 0.5"});
}

TEST_CASE("what is too late, too early or of another type is joined to nothing by order") {
  CHECK(joined(all(sender(1, 0), make_tree({taker(61 * kSecond)}, 2))).empty());
  CHECK(joined(all(sender(1, 10), make_tree({taker(9)}, 2))).empty());
  CHECK(joined(all(sender(1, 0, {"", "", "a"}), make_tree({taker(9, {"", "", "b"})}, 2))).empty());
  CHECK(joined(all(sender(1, 0, {"", "t"}), make_tree({taker(9, {"", "u"})}, 2))).empty());
  // It names a parent, which is missing, so nothing was lost on the way.
  WorkSpan orphan = taker(9);
  orphan.parent = 77;
  CHECK(joined(all(sender(1, 0), make_tree({orphan}, 2))).empty());
}

TEST_CASE("what stays ambiguous by order is told with confidence 0, and the send stays open") {
  CHECK(joined(all(sender(1, 0), sender(2, 5), make_tree({taker(9)}, 3))) == Lines{"3 -> 2/2 order 0"});
  CHECK(joined(all(sender(1, 0), make_tree({taker(9)}, 2), make_tree({taker(9)}, 3))) ==
        Lines{"2 -> 1/2 order 0", "3 -> 1/2 order 0"});
  JoinFinder finder;
  content::ContentReader reader;
  for (const auto& tree : all(sender(1, 0), sender(2, 5), make_tree({taker(9)}, 3))) finder.add(tree, reader);
  finder.find();
  CHECK(finder.open_sends().size() == 2);
}

TEST_CASE("no join makes a trace hang below itself") {
  // Each sends work that the other took.
  const auto both = [](std::uint8_t number, std::string takes, std::string sends) {
    WorkSpan work = taker(0, {std::move(takes)});
    WorkSpan message = send(4, 3, 0, 10);
    message.message_id = std::move(sends);
    return make_tree({work, message}, number);
  };
  CHECK(joined(all(both(1, "a", "b"), both(2, "b", "a"))) == Lines{"1 -> 2/4 message_id 1"});
  CHECK(joined(all(both(1, "a", "b"), both(2, "b", "c"), both(3, "c", "a"))).size() == 2);
}

TEST_CASE("a trace with several roots belongs where the first of them does") {
  WorkSpan second = taker(20, {"n"});
  second.id = 4;
  CHECK(joined(all(sender(1, 0, {"m"}), sender(2, 0, {"n"}), make_tree({taker(9, {"m"}), second}, 3))) ==
        Lines{"3 -> 1/2 message_id 1"});
}

TEST_CASE("joins do not depend on the order in which traces are added") {
  const auto make = [] {
    return all(sender(1, 0, {"m"}), sender(2, 5, {"", "t"}), sender(3, 7, {"", "t"}), sender(4, 9),
               make_tree({taker(9, {"m"})}, 5), make_tree({taker(9, {"", "t"})}, 6),
               make_tree({taker(9, {"", "t"})}, 7), make_tree({taker(10)}, 8));
  };
  const Lines expected = joined(make());
  CHECK(expected.size() == 4);
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6, 7};
  for (int i = 0; i < 200; ++i) {
    std::rotate(order.begin(), order.begin() + 3, order.end());
    std::next_permutation(order.begin(), order.end());
    std::vector<tree::TraceTree> made = make();
    std::vector<tree::TraceTree> trees;
    for (const std::size_t position : order) trees.push_back(std::move(made[position]));
    CHECK(joined(trees) == expected);
  }
}

}  // namespace tracewh::analysis
