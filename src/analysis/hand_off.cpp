#include "analysis/hand_off.hpp"

#include "analysis/ancestors.hpp"
#include "analysis/replies.hpp"
#include "analysis/work_parts.hpp"
#include "model/enums.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <tuple>
#include <unordered_map>

namespace tracewh::analysis {
namespace {

constexpr std::array<std::string_view, 7> kRuleNames{"",        "link",  "parent", "message_id",
                                                     "task_id", "order", "direct"};

// Of those that start before a worker; there must be an end to looking.
constexpr std::ptrdiff_t kNearestSends = 1'000;

/// What could belong together, each by start.
struct Candidates {
  std::vector<std::uint32_t> sends;
  std::vector<std::uint32_t> workers;
};

class Pairing {
 public:
  Pairing(const tree::TraceTree& tree, content::ContentReader& reader)
      : tree_(tree), reader_(reader), parts_(work_parts(tree)), partners_(tree.nodes.size(), tree::kNone) {
    for (std::uint32_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i] == WorkPart::kSend) sends_.push_back(i);
      if (parts_[i] == WorkPart::kWorker) workers_.push_back(i);
    }
    std::ranges::sort(sends_, {}, [this](std::uint32_t node) { return order_of(node); });
    std::ranges::sort(workers_, {}, [this](std::uint32_t node) { return order_of(node); });
  }

  std::vector<HandOff> pair() {
    if (!sends_.empty()) {
      pair_by_link();
      pair_by_parent();
      pair_by_message();
      pair_by_task();
      pair_by_order();
    }
    pair_directly();
    for (const std::uint32_t send : sends_) {
      if (is_free(send)) hand_offs_.push_back({send, tree::kNone, tree::kNone, PairingRule::kNone});
    }
    add_replies(tree_, parts_, hand_offs_);
    std::ranges::sort(hand_offs_, {}, [this](const HandOff& hand_off) {
      return order_of(hand_off.send == tree::kNone ? hand_off.worker : hand_off.send);
    });
    return std::move(hand_offs_);
  }

 private:
  const model::Span& span(std::uint32_t node) const { return tree_.span_of(tree_.nodes[node]); }
  std::uint32_t parent(std::uint32_t node) const { return tree_.positions[node].parent; }
  bool is_free(std::uint32_t node) const { return partners_[node] == tree::kNone; }

  /// Unknown starts come last.
  std::tuple<bool, std::int64_t, std::uint32_t> order_of(std::uint32_t node) const {
    return {!tree_.nodes[node].has_start(), tree_.nodes[node].start_ns, node};
  }

  void pair(std::uint32_t send, std::uint32_t worker, PairingRule rule) {
    partners_[send] = worker;
    partners_[worker] = send;
    hand_offs_.push_back({send, worker, tree::kNone, rule});
  }

  /// The message directly above a worker by which it got its work; none: tree::kNone.
  std::uint32_t receipt_of(std::uint32_t worker) const {
    const std::uint32_t above = parent(worker);
    const bool is_span = above != tree::kNone && !tree_.nodes[above].placeholder();
    return is_span && is_receipt(span(above), parts_[above]) ? above : tree::kNone;
  }

  void pair_by_link() {
    std::unordered_map<std::uint64_t, std::uint32_t> by_id;
    for (const std::uint32_t send : sends_) by_id.try_emplace(tree_.nodes[send].span_id.value, send);
    for (const std::uint32_t worker : workers_) {
      pair_by_links_of(worker, worker, by_id);
      const std::uint32_t receipt = receipt_of(worker);
      if (receipt != tree::kNone) pair_by_links_of(receipt, worker, by_id);
    }
  }

  void pair_by_links_of(std::uint32_t node, std::uint32_t worker,
                        const std::unordered_map<std::uint64_t, std::uint32_t>& sends) {
    if (!is_free(worker) || span(node).payload->links.empty()) return;
    for (const content::Link& link : reader_.span(span(node)).links) {
      const auto send = sends.find(link.span_id.value);
      const bool names_one =
          send != sends.end() && link.trace_id == tree_.trace_id_of(tree_.nodes[send->second]);
      if (names_one && is_free(send->second)) return pair(send->second, worker, PairingRule::kLink);
    }
  }

  void pair_by_parent() {
    const std::vector<std::uint32_t> above = nearest_above(tree_, [this](std::uint32_t node) {
      return parts_[node] == WorkPart::kSend || parts_[node] == WorkPart::kWorker;
    });
    for (const std::uint32_t worker : workers_) {
      const std::uint32_t send = above[worker];
      const bool is_below = send != tree::kNone && parts_[send] == WorkPart::kSend;
      if (is_below && is_free(send) && is_free(worker)) pair(send, worker, PairingRule::kParent);
    }
  }

  void pair_by_message() {
    const auto message_of = [this](std::uint32_t send) { return message_id_of(span(send)); };
    const auto message_to = [this](std::uint32_t worker) { return message_taken_by(worker); };
    pair_by_id(message_of, message_to, PairingRule::kMessageId);
  }

  std::string_view message_taken_by(std::uint32_t worker) const {
    const std::string_view own = message_id_of(span(worker));
    const std::uint32_t receipt = own.empty() ? receipt_of(worker) : tree::kNone;
    return receipt == tree::kNone ? own : message_id_of(span(receipt));
  }

  /// Whether they do not name different messages.
  bool may_pair(std::uint32_t send, std::uint32_t worker) const {
    const std::string_view sent = message_id_of(span(send));
    const std::string_view taken = message_taken_by(worker);
    return sent.empty() || taken.empty() || sent == taken;
  }

  void pair_by_task() {
    const auto names_task = [this](std::uint32_t node) { return !own_task(node).empty(); };
    const std::vector<std::uint32_t> above = nearest_above(tree_, names_task);
    const auto task_of_send = [&](std::uint32_t send) {
      return names_task(send) || above[send] == tree::kNone ? own_task(send) : own_task(above[send]);
    };
    pair_by_id(
        task_of_send, [this](std::uint32_t worker) { return own_task(worker); }, PairingRule::kTaskId);
  }

  std::string_view own_task(std::uint32_t node) const {
    return tree_.nodes[node].placeholder() ? std::string_view()
                                           : span(node).facet_text(model::Facet::kTaskId);
  }

  template <typename OfSend, typename OfWorker>
  void pair_by_id(const OfSend& id_of_send, const OfWorker& id_of_worker, PairingRule rule) {
    std::map<std::string_view, Candidates> by_id;
    for (const std::uint32_t send : sends_) {
      if (is_free(send)) by_id[id_of_send(send)].sends.push_back(send);
    }
    for (const std::uint32_t worker : workers_) {
      if (is_free(worker)) by_id[id_of_worker(worker)].workers.push_back(worker);
    }
    for (const auto& [id, candidates] : by_id) {
      if (id.empty()) continue;
      const auto may_pair_these = [this](std::uint32_t send, std::uint32_t worker) {
        return may_pair(send, worker);
      };
      if (!std::ranges::equal(candidates.sends, candidates.workers, may_pair_these)) {
        pair_backwards(candidates, rule);
        continue;
      }
      for (std::size_t i = 0; i < candidates.sends.size(); ++i) {
        pair(candidates.sends[i], candidates.workers[i], rule);
      }
    }
  }

  void pair_by_order() {
    const auto is_any = [](std::uint32_t) { return true; };
    const auto names_no_task = [this](std::uint32_t node) { return own_task(node).empty(); };
    for (const bool is_beside : {true, false}) {
      const auto place_of_send = [&](std::uint32_t send) {
        const std::uint32_t above = parent(send);
        return is_beside || above == tree::kNone ? above : parent(above);
      };
      pair_below(place_of_send, names_no_task, is_any);
      pair_below(place_of_send, is_any, names_no_task);
    }
  }

  template <typename Place, typename SendFilter, typename WorkerFilter>
  void pair_below(const Place& place_of_send, const SendFilter& takes_send,
                  const WorkerFilter& takes_worker) {
    std::map<std::uint32_t, Candidates> by_place;
    for (const std::uint32_t send : sends_) {
      if (is_free(send) && takes_send(send)) by_place[place_of_send(send)].sends.push_back(send);
    }
    for (const std::uint32_t worker : workers_) {
      if (is_free(worker) && takes_worker(worker)) by_place[parent(worker)].workers.push_back(worker);
    }
    for (const auto& [place, candidates] : by_place) {
      if (place != tree::kNone) pair_backwards(candidates, PairingRule::kOrder);
    }
  }

  void pair_backwards(const Candidates& candidates, PairingRule rule) {
    auto latest = candidates.sends.rbegin();
    for (auto worker = candidates.workers.rbegin(); worker != candidates.workers.rend(); ++worker) {
      const tree::Node& node = tree_.nodes[*worker];
      if (!node.has_start()) continue;
      const auto is_gone = [&](std::uint32_t sent) {
        return !is_free(sent) || !tree_.nodes[sent].has_start() || tree_.nodes[sent].start_ns > node.start_ns;
      };
      while (latest != candidates.sends.rend() && is_gone(*latest)) ++latest;
      const auto end = latest + std::min(candidates.sends.rend() - latest, kNearestSends);
      const auto send = std::find_if(
          latest, end, [&](std::uint32_t sent) { return is_free(sent) && may_pair(sent, *worker); });
      if (send != end) pair(*send, *worker, rule);
    }
  }

  void pair_directly() {
    for (const std::uint32_t worker : workers_) {
      const std::uint32_t above = parent(worker);
      if (!is_free(worker) || above == tree::kNone || tree_.nodes[above].placeholder()) continue;
      if (span(above).role != model::Role::kTask) continue;
      hand_offs_.push_back({tree::kNone, worker, tree::kNone, PairingRule::kDirect});
    }
  }

  const tree::TraceTree& tree_;
  content::ContentReader& reader_;
  std::vector<WorkPart> parts_;
  std::vector<std::uint32_t> sends_;     ///< by start
  std::vector<std::uint32_t> workers_;   ///< by start
  std::vector<std::uint32_t> partners_;  ///< by node, of those that are paired
  std::vector<HandOff> hand_offs_;
};

}  // namespace

std::string_view to_string(PairingRule rule) { return kRuleNames[static_cast<std::size_t>(rule)]; }

std::vector<HandOff> hand_offs(const tree::TraceTree& tree, content::ContentReader& reader) {
  return Pairing(tree, reader).pair();
}

}  // namespace tracewh::analysis
