#include "analysis/generated_trace.hpp"
#include "analysis/hop_times.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace tracewh::analysis {
namespace {

constexpr int kTraces = 3'000;

using Nodes = std::vector<std::uint32_t>;
using Time = std::optional<std::int64_t>;

/// What the manual says about hand-offs, sentence by sentence, from the spans in shorthand.
class SlowPairing {
 public:
  SlowPairing(const tree::TraceTree& tree, const std::vector<WorkSpan>& spans) : tree_(tree), spans_(spans) {
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) by_start_.push_back(i);
    std::ranges::sort(by_start_, {}, [&](std::uint32_t node) {
      return std::tuple(!tree.nodes[node].has_start(), tree.nodes[node].start_ns, node);
    });
  }

  std::vector<HandOff> pair() {
    for (const std::uint32_t worker : those(&SlowPairing::is_worker)) follow_links(worker);
    for (const std::uint32_t worker : those(&SlowPairing::is_worker)) {
      const std::uint32_t send = send_around(worker);
      if (send != tree::kNone && is_free(send) && is_free(worker)) join(send, worker, PairingRule::kParent);
    }
    by_id([&](std::uint32_t send) { return message(send); },
          [&](std::uint32_t worker) {
            return message(worker).empty() && receipt(worker) != tree::kNone ? message(receipt(worker))
                                                                             : message(worker);
          },
          PairingRule::kMessageId);
    by_id([&](std::uint32_t send) { return task_around(send); },
          [&](std::uint32_t worker) { return of(worker).task_id; }, PairingRule::kTaskId);
    for (const int levels : {1, 2}) {
      for (const bool send_names_none : {true, false}) by_order(levels, send_names_none);
    }
    for (const std::uint32_t worker : those(&SlowPairing::is_worker)) {
      const std::uint32_t above = parent(worker);
      if (is_free(worker) && is_span(above) && of(above).role == model::Role::kTask) {
        found_.push_back({tree::kNone, worker, tree::kNone, PairingRule::kDirect});
      }
    }
    for (const std::uint32_t send : those(&SlowPairing::is_send)) {
      if (is_free(send)) found_.push_back({send, tree::kNone, tree::kNone, PairingRule::kNone});
    }
    find_replies();
    return found_;
  }

  HopTimes times(const HandOff& hop) const {
    HopTimes times{duration(hop.send), {}, duration(hop.worker), duration(hop.reply), {}};
    if (start(hop.worker) && end(hop.send)) times.queue_ns = *start(hop.worker) - *end(hop.send);
    const Time done = end(hop.reply == tree::kNone ? hop.worker : hop.reply);
    const std::uint32_t above = parent(hop.send == tree::kNone ? hop.worker : hop.send);
    if (!done || above == tree::kNone) return times;
    for (const std::uint32_t next : by_start_) {
      const bool is_own = next == hop.send || next == hop.worker || next == hop.reply;
      if (is_own || parent(next) != above || !start(next) || *start(next) < *done) continue;
      times.collect_ns = *start(next) - *done;
      return times;
    }
    if (end(above) && *end(above) >= *done) times.collect_ns = *end(above) - *done;
    return times;
  }

 private:
  bool is_span(std::uint32_t node) const { return node != tree::kNone && !tree_.nodes[node].placeholder(); }
  const WorkSpan& of(std::uint32_t node) const { return spans_[tree_.nodes[node].span_id.value - 1]; }
  std::uint32_t parent(std::uint32_t node) const { return tree_.positions[node].parent; }
  bool is_free(std::uint32_t node) const { return !taken_.contains(node); }

  Time start(std::uint32_t node) const {
    if (node == tree::kNone || !tree_.nodes[node].has_start()) return std::nullopt;
    return tree_.nodes[node].start_ns;
  }
  Time duration(std::uint32_t node) const {
    return is_span(node) ? tree_.span_of(tree_.nodes[node]).duration_ns() : std::nullopt;
  }
  Time end(std::uint32_t node) const {
    return start(node) && duration(node) ? Time(*start(node) + *duration(node)) : std::nullopt;
  }

  bool is_working_role(std::uint32_t node) const {
    return is_span(node) && of(node).role == model::Role::kWorker;
  }
  bool is_consumer(std::uint32_t node) const {
    if (!is_span(node) || is_working_role(node) || of(node).kind != kConsumer) return false;
    return std::ranges::none_of(
        by_start_, [&](std::uint32_t child) { return parent(child) == node && is_working_role(child); });
  }
  bool is_worker(std::uint32_t node) const {
    const auto works = [&](std::uint32_t each) { return is_working_role(each) || is_consumer(each); };
    if (std::ranges::any_of(by_start_, works)) return works(node);
    return is_span(node) && of(node).role == model::Role::kAgent;
  }
  bool is_reply(std::uint32_t node) const {
    if (!is_span(node) || of(node).role != model::Role::kMessage || of(node).kind == kConsumer) return false;
    return of(node).message_type == "result" || of(node).message_type == "error";
  }
  bool is_send(std::uint32_t node) const {
    if (!is_span(node) || is_worker(node) || is_working_role(node) || is_reply(node)) return false;
    if (of(node).kind == kConsumer) return false;
    const bool assigns = of(node).message_type == "task" || of(node).message_type == "Task-Assignment";
    return of(node).kind == kProducer || (of(node).role == model::Role::kMessage && assigns);
  }

  Nodes those(bool (SlowPairing::*is_wanted)(std::uint32_t) const) const {
    Nodes nodes;
    for (const std::uint32_t node : by_start_) {
      if ((this->*is_wanted)(node)) nodes.push_back(node);
    }
    return nodes;
  }

  void join(std::uint32_t send, std::uint32_t worker, PairingRule rule) {
    taken_.insert(send);
    taken_.insert(worker);
    found_.push_back({send, worker, tree::kNone, rule});
  }

  std::uint32_t receipt(std::uint32_t worker) const {
    const std::uint32_t above = parent(worker);
    if (!is_span(above) || is_worker(above) || is_send(above) || is_reply(above)) return tree::kNone;
    const bool receives = of(above).role == model::Role::kMessage || of(above).kind == kConsumer;
    return receives ? above : tree::kNone;
  }

  void follow_links(std::uint32_t worker) {
    for (const std::uint32_t node : {worker, receipt(worker)}) {
      if (node == tree::kNone) continue;
      for (const std::uint64_t link : of(node).links) {
        for (const std::uint32_t send : those(&SlowPairing::is_send)) {
          const bool is_linked = tree_.nodes[send].span_id.value == link;
          if (is_linked && is_free(send) && is_free(worker)) join(send, worker, PairingRule::kLink);
        }
      }
    }
  }

  std::uint32_t send_around(std::uint32_t worker) const {
    for (std::uint32_t at = parent(worker); at != tree::kNone; at = parent(at)) {
      if (is_send(at)) return at;
      if (is_worker(at)) return tree::kNone;
    }
    return tree::kNone;
  }

  std::string message(std::uint32_t node) const {
    return of(node).message_id == "pending" ? "" : of(node).message_id;
  }
  std::string task_around(std::uint32_t node) const {
    for (std::uint32_t at = node; at != tree::kNone; at = parent(at)) {
      if (is_span(at) && !of(at).task_id.empty()) return of(at).task_id;
    }
    return "";
  }

  std::string message_taken(std::uint32_t worker) const {
    const std::uint32_t above = receipt(worker);
    return message(worker).empty() && above != tree::kNone ? message(above) : message(worker);
  }
  bool fits(std::uint32_t send, std::uint32_t worker) const {
    const std::string sent = message(send);
    const std::string taken = message_taken(worker);
    return sent.empty() || taken.empty() || sent == taken;
  }

  using Id = std::function<std::string(std::uint32_t)>;
  void by_id(const Id& of_send, const Id& of_worker, PairingRule rule) {
    for (const std::string id : {"m-1", "m-2", "t-1", "t-2"}) {
      Nodes sends = those(&SlowPairing::is_send);
      Nodes workers = those(&SlowPairing::is_worker);
      std::erase_if(sends, [&](std::uint32_t send) { return !is_free(send) || of_send(send) != id; });
      std::erase_if(workers,
                    [&](std::uint32_t worker) { return !is_free(worker) || of_worker(worker) != id; });
      bool are_fitting = sends.size() == workers.size();
      for (std::size_t i = 0; are_fitting && i < sends.size(); ++i) are_fitting = fits(sends[i], workers[i]);
      if (!are_fitting) {
        backwards(sends, workers, rule);
        continue;
      }
      for (std::size_t i = 0; i < sends.size(); ++i) join(sends[i], workers[i], rule);
    }
  }

  void by_order(int levels, bool send_names_none) {
    for (std::uint32_t place = 0; place < tree_.nodes.size(); ++place) {
      Nodes sends = those(&SlowPairing::is_send);
      Nodes workers = those(&SlowPairing::is_worker);
      std::erase_if(sends, [&](std::uint32_t send) {
        std::uint32_t above = send;
        for (int i = 0; i < levels && above != tree::kNone; ++i) above = parent(above);
        return !is_free(send) || above != place || (send_names_none && !of(send).task_id.empty());
      });
      std::erase_if(workers, [&](std::uint32_t worker) {
        const bool names_one = !of(worker).task_id.empty();
        return !is_free(worker) || parent(worker) != place || (!send_names_none && names_one);
      });
      backwards(sends, workers, PairingRule::kOrder);
    }
  }

  void backwards(const Nodes& sends, const Nodes& workers, PairingRule rule) {
    for (auto worker = workers.rbegin(); worker != workers.rend(); ++worker) {
      const auto last = std::find_if(sends.rbegin(), sends.rend(), [&](std::uint32_t send) {
        return is_free(send) && start(send) && start(*worker) && *start(send) <= *start(*worker) &&
               fits(send, *worker);
      });
      if (last != sends.rend()) join(*last, *worker, rule);
    }
  }

  bool is_below(std::uint32_t reply, std::uint32_t worker) const {
    for (std::uint32_t at = parent(reply); at != tree::kNone; at = parent(at)) {
      if (is_worker(at)) return at == worker;
    }
    return false;
  }

  void find_replies() {
    std::vector<HandOff*> by_end;
    for (HandOff& hop : found_) {
      if (hop.worker != tree::kNone) by_end.push_back(&hop);
    }
    std::ranges::sort(by_end, {}, [&](const HandOff* hop) {
      return std::pair(tree_.nodes[hop->worker].end_ns, hop->worker);
    });
    const auto is_below_none = [&](std::uint32_t reply) {
      return std::ranges::none_of(those(&SlowPairing::is_worker),
                                  [&](std::uint32_t worker) { return is_below(reply, worker); });
    };
    std::set<std::uint32_t> used;
    for (HandOff* hop : by_end) {
      for (const std::uint32_t reply : those(&SlowPairing::is_reply)) {
        // Of those of unknown start, which come last here, none is later than a known one.
        const bool is_first = hop->reply == tree::kNone;
        if (is_below(reply, hop->worker) && (is_first || start(reply))) hop->reply = reply;
      }
      if (hop->reply != tree::kNone || !end(hop->worker)) continue;
      for (const bool by_message : {true, false}) {
        for (const std::uint32_t node : {hop->send, hop->worker}) {
          if (node == tree::kNone || hop->reply != tree::kNone) continue;
          const auto id = [&](std::uint32_t each) { return by_message ? message(each) : of(each).task_id; };
          for (const std::uint32_t reply : those(&SlowPairing::is_reply)) {
            const bool is_named = !id(node).empty() && id(reply) == id(node);
            if (!is_named || used.contains(reply) || !is_below_none(reply)) continue;
            if (!start(reply) || *start(reply) < *end(hop->worker)) continue;
            hop->reply = reply;
            used.insert(reply);
            break;
          }
        }
      }
    }
  }

  const tree::TraceTree& tree_;
  const std::vector<WorkSpan>& spans_;
  Nodes by_start_;
  std::set<std::uint32_t> taken_;
  std::vector<HandOff> found_;
};

std::string text(Time time) { return time ? std::to_string(*time) : "-"; }

std::string text(const HandOff& hop, const HopTimes& times) {
  const auto node = [](std::uint32_t each) { return each == tree::kNone ? "-" : std::to_string(each); };
  return node(hop.send) + ">" + node(hop.worker) + ">" + node(hop.reply) + " " +
         std::string(to_string(hop.rule)) + " " + text(times.send_ns) + " " + text(times.queue_ns) + " " +
         text(times.work_ns) + " " + text(times.reply_ns) + " " + text(times.collect_ns);
}

}  // namespace

TEST_CASE("hand-offs and their times are those that the manual defines, on any trace") {
  bench::Random random(42);
  std::set<PairingRule> rules;
  for (int i = 0; i < kTraces; ++i) {
    const std::vector<WorkSpan> spans = generate_spans(random);
    const tree::TraceTree tree = make_tree(spans);
    content::ContentReader reader;
    HopTimer timer(tree);
    std::multiset<std::string> found;
    for (const HandOff& hop : hand_offs(tree, reader)) {
      found.insert(text(hop, timer.measure(hop)));
      rules.insert(hop.rule);
    }
    SlowPairing slow(tree, spans);
    std::multiset<std::string> expected;
    for (const HandOff& hop : slow.pair()) expected.insert(text(hop, slow.times(hop)));
    if (found == expected) continue;
    INFO("trace " << i);
    CHECK(found == expected);
  }
  CHECK(rules.size() == 7);
}

TEST_CASE("no hand-off depends on the order in which spans come") {
  bench::Random random(43);
  const auto found_in = [](const std::vector<WorkSpan>& spans) {
    const tree::TraceTree tree = make_tree(spans);
    content::ContentReader reader;
    std::vector<std::string> found;
    for (const HandOff& hop : hand_offs(tree, reader)) {
      std::string line(to_string(hop.rule));
      for (const std::uint32_t node : {hop.send, hop.worker, hop.reply}) {
        line += node == tree::kNone ? " -" : " " + to_string(tree.nodes[node].span_id);
      }
      found.push_back(line);
    }
    return found;
  };
  for (int i = 0; i < kTraces; ++i) {
    std::vector<WorkSpan> spans = generate_spans(random);
    const std::vector<std::string> expected = found_in(spans);
    std::ranges::reverse(spans);
    if (found_in(spans) != expected) FAIL("trace " << i);
  }
}

}  // namespace tracewh::analysis
