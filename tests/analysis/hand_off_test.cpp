#include "analysis/hand_off.hpp"

#include "analysis/hop_times.hpp"
#include "analysis/work_trace.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace tracewh::analysis {
namespace {

std::string id_at(const tree::TraceTree& tree, std::uint32_t node) {
  return node == tree::kNone ? "-" : std::to_string(tree.nodes[node].span_id.value);
}

/// Each hand-off as "send>worker>reply rule", by the IDs of the spans.
std::vector<std::string> pairs(const tree::TraceTree& tree) {
  content::ContentReader reader;
  std::vector<std::string> pairs;
  for (const HandOff& hand_off : hand_offs(tree, reader)) {
    pairs.push_back(id_at(tree, hand_off.send) + ">" + id_at(tree, hand_off.worker) +
                    (hand_off.reply == tree::kNone ? "" : ">" + id_at(tree, hand_off.reply)) + " " +
                    std::string(to_string(hand_off.rule)));
  }
  return pairs;
}

std::vector<std::string> pairs(const std::vector<WorkSpan>& spans) { return pairs(make_tree(spans)); }

HopTimes times_of_first(const std::vector<WorkSpan>& spans) {
  const tree::TraceTree tree = make_tree(spans);
  content::ContentReader reader;
  return HopTimer(tree).measure(hand_offs(tree, reader).at(0));
}

WorkSpan with_message(WorkSpan span, std::string id) {
  span.message_id = std::move(id);
  return span;
}

WorkSpan with_task(WorkSpan span, std::string id) {
  span.task_id = std::move(id);
  return span;
}

WorkSpan with_kind(WorkSpan span, std::int32_t kind) {
  span.kind = kind;
  return span;
}

using Pairs = std::vector<std::string>;

}  // namespace

TEST_CASE("a link decides before all else who took the work") {
  WorkSpan linked = worker(5, 1, 40, 10);
  linked.links = {99, 2};
  CHECK(pairs({task(1, 0, 0, 100), send(2, 1, 1, 1), worker(3, 1, 20, 10), linked}) ==
        Pairs{"2>5 link", "->3 direct"});
  linked.links = {2, 3};
  CHECK(pairs({task(1, 0, 0, 100), send(2, 1, 1, 1), send(3, 1, 2, 1), linked}) == Pairs{"2>5 link", "3>- "});
}

TEST_CASE("a worker below a send took it, unless another worker is between") {
  CHECK(pairs({task(1, 0, 0, 100), send(2, 1, 1, 50), worker(3, 2, 5, 9), worker(4, 2, 6, 9)}) ==
        Pairs{"2>3 parent"});
  CHECK(pairs({task(1, 0, 0, 100), send(2, 1, 1, 50), worker(3, 2, 5, 9), worker(4, 3, 6, 3)}) ==
        Pairs{"2>3 parent"});
}

TEST_CASE(
    "a send and a worker that name different messages belong together by nothing but links and parents") {
  const WorkSpan sent = with_task(with_message(send(2, 1, 1, 1), "m-1"), "t");
  const WorkSpan took = with_task(with_message(worker(3, 1, 20, 10), "m-2"), "t");
  CHECK(pairs({task(1, 0, 0, 100), sent, took}) == Pairs{"2>- ", "->3 direct"});
  const WorkSpan untold = with_task(worker(4, 1, 30, 10), "t");
  CHECK(pairs({task(1, 0, 0, 100), sent, took, untold}) == Pairs{"2>4 task_id", "->3 direct"});
}

TEST_CASE("a consumer without a worker below works itself, else it speaks for that worker") {
  const WorkSpan producer = with_kind({.id = 2, .parent = 1, .start_ns = 1, .duration_ns = 5}, kProducer);
  const WorkSpan consumer = with_kind({.id = 3, .parent = 2, .start_ns = 9, .duration_ns = 5}, kConsumer);
  CHECK(pairs({task(1, 0, 0, 100), producer, consumer}) == Pairs{"2>3 parent"});
  WorkSpan linked = consumer;
  linked.parent = 1;
  linked.links = {2};
  CHECK(pairs({task(1, 0, 0, 100), producer, linked, worker(4, 3, 10, 2)}) == Pairs{"2>4 link"});
}

TEST_CASE("messages are known by their ID, which is not 'pending'") {
  CHECK(pairs({task(1, 0, 0, 100), with_message(send(2, 1, 1, 1), "m1"), with_message(send(3, 1, 2, 1), "m2"),
               with_message(worker(4, 1, 10, 9), "m2"), with_message(worker(5, 1, 20, 9), "m1")}) ==
        Pairs{"2>5 message_id", "3>4 message_id"});
  CHECK(pairs({task(1, 0, 0, 100), with_message(send(2, 1, 1, 1), "pending"),
               with_message(worker(4, 1, 10, 9), "pending")}) == Pairs{"2>4 order"});
}

TEST_CASE("a send is for the task that it names, or the one above it") {
  CHECK(pairs({with_task(task(1, 0, 0, 100), "t1"), with_task(send(2, 1, 1, 1), "t2"), send(3, 1, 2, 1),
               with_task(worker(4, 1, 10, 9), "t1"), with_task(worker(5, 1, 20, 9), "t2")}) ==
        Pairs{"2>5 task_id", "3>4 task_id"});
}

TEST_CASE("equally many spans of one ID are paired by start, whatever their clocks say") {
  CHECK(pairs({with_task(task(1, 0, 0, 100), "t"), send(2, 1, 10, 1), send(3, 1, 50, 1),
               with_task(worker(4, 1, 5, 9), "t"), with_task(worker(5, 1, 45, 9), "t")}) ==
        Pairs{"2>4 task_id", "3>5 task_id"});
}

TEST_CASE("of unequally many the last worker has the last send before it") {
  CHECK(pairs({with_task(task(1, 0, 0, 100), "t"), send(2, 1, 10, 1), send(3, 1, 30, 1), send(4, 1, 60, 1),
               with_task(worker(5, 1, 15, 9), "t"), with_task(worker(6, 1, 65, 9), "t")}) ==
        Pairs{"2>5 task_id", "3>- ", "4>6 task_id"});
}

TEST_CASE("without IDs the order decides, beside the send or beside the span that sent") {
  CHECK(pairs({task(1, 0, 0, 100), send(2, 1, 1, 1), send(3, 1, 2, 1), with_task(worker(4, 1, 10, 9), "a"),
               with_task(worker(5, 1, 12, 9), "b")}) == Pairs{"2>4 order", "3>5 order"});
  CHECK(pairs({task(1, 0, 0, 100), {.id = 2, .parent = 1}, send(3, 2, 2, 1), worker(4, 1, 10, 9)}) ==
        Pairs{"3>4 order"});
  // What starts before the send, or says that it is of another task, did not take it.
  CHECK(pairs({task(1, 0, 0, 100), send(2, 1, 11, 1), worker(4, 1, 10, 9)}) == Pairs{"->4 direct", "2>- "});
  CHECK(pairs({task(1, 0, 0, 100), with_task(send(2, 1, 1, 1), "a"), with_task(worker(4, 1, 10, 9), "b")}) ==
        Pairs{"2>- ", "->4 direct"});
}

TEST_CASE("agents are workers where there are no others") {
  const WorkSpan agent{.id = 2, .parent = 1, .start_ns = 5, .duration_ns = 9, .role = model::Role::kAgent};
  CHECK(pairs({task(1, 0, 0, 100), agent}) == Pairs{"->2 direct"});
  CHECK(pairs({task(1, 0, 0, 100), agent, worker(3, 2, 6, 2)}).empty());
}

TEST_CASE("the reply is the last below the worker, else the first after it that names message or task") {
  CHECK(pairs({task(1, 0, 0, 100), worker(2, 1, 5, 50), reply(3, 2, 10, 1), reply(4, 2, 20, 1)}) ==
        Pairs{"->2>4 direct"});
  const WorkSpan sent = with_message(send(2, 1, 1, 1), "m");
  const WorkSpan work = with_task(worker(3, 1, 5, 50), "t");
  CHECK(pairs({task(1, 0, 0, 100), sent, work, with_task(reply(4, 1, 56, 1), "t"),
               with_message(reply(5, 1, 60, 1), "m")}) == Pairs{"2>3>5 order"});
  CHECK(pairs({task(1, 0, 0, 100), sent, work, with_task(reply(4, 1, 56, 1), "t")}) == Pairs{"2>3>4 order"});
  CHECK(pairs({task(1, 0, 0, 100), sent, work, with_task(reply(4, 1, 54, 1), "t")}) == Pairs{"2>3 order"});
}

TEST_CASE("a hand-off is sent, waits, is worked on, replied to and collected") {
  const HopTimes times = times_of_first(
      {task(1, 0, 0, 100), send(2, 1, 1, 2), worker(3, 1, 8, 50), reply(4, 3, 55, 5), send(5, 1, 70, 1)});
  CHECK(times.send_ns == 2);
  CHECK(times.queue_ns == 5);
  CHECK(times.work_ns == 50);
  CHECK(times.reply_ns == 5);
  CHECK(times.collect_ns == 10);
}

TEST_CASE("a hand-off is collected by the end of its sender when nothing follows") {
  CHECK(times_of_first({task(1, 0, 0, 100), send(2, 1, 1, 2), worker(3, 1, 8, 50)}).collect_ns == 42);
  // Whose end is not known, or lies before, collects at no known time.
  WorkSpan unfinished = task(1, 0, 0, 0);
  unfinished.duration_ns.reset();
  CHECK_FALSE(times_of_first({unfinished, send(2, 1, 1, 2), worker(3, 1, 8, 50)}).collect_ns);
  CHECK_FALSE(times_of_first({task(1, 0, 0, 20), send(2, 1, 1, 2), worker(3, 1, 8, 50)}).collect_ns);
}

TEST_CASE("what is not known of a hand-off is none, and clocks that differ are told") {
  WorkSpan unfinished = send(2, 1, 5, 0);
  unfinished.duration_ns.reset();
  const HopTimes times = times_of_first({task(1, 0, 0, 100), unfinished, worker(3, 2, 8, 50)});
  CHECK_FALSE(times.send_ns);
  CHECK_FALSE(times.queue_ns);
  CHECK(times.work_ns == 50);
  CHECK_FALSE(times.reply_ns);
  CHECK(times_of_first({task(1, 0, 0, 100), send(2, 1, 20, 2), worker(3, 2, 8, 50)}).queue_ns == -14);
}

}  // namespace tracewh::analysis
