#include "analysis/join_finder.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace tracewh::analysis {
namespace {

// Workers take up what waits for them within that time, or nothing but their ID tells.
constexpr std::int64_t kLongestQueueNs = 60'000'000'000;

// Of those that start before a root; there must be an end to looking.
constexpr std::ptrdiff_t kNearestSends = 1'000;

constexpr double kHeuristic = 0.5;
constexpr std::size_t kHalf = 8;

using LowerHalf = std::array<std::uint8_t, kHalf>;

LowerHalf lower_half(const model::TraceId& id) {
  LowerHalf half{};
  std::copy(id.bytes.begin() + kHalf, id.bytes.end(), half.begin());
  return half;
}

/// By start; those of unknown start, which is 0, first.
template <typename Part>
void sort_by_start(std::vector<Part>& parts) {
  std::ranges::sort(parts, {}, [](const Part& part) { return std::tuple(part.start_ns, part.place); });
}

/// What both have and what differs belongs to others.
bool may_be_equal(std::string_view a, std::string_view b) { return a.empty() || b.empty() || a == b; }

bool have_fitting_ids(const OpenSend& send, const SeparateRoot& root) {
  return may_be_equal(send.task_id, root.task_id) && may_be_equal(send.message_id, root.message_id);
}

bool fits(const OpenSend& send, const SeparateRoot& root) {
  const bool in_time =
      send.start_ns != 0 && root.start_ns >= send.start_ns && root.start_ns - send.end_ns <= kLongestQueueNs;
  return in_time && send.place.trace_id != root.place.trace_id && have_fitting_ids(send, root) &&
         may_be_equal(send.task_type, root.capability);
}

}  // namespace

bool has_upper_half(const model::TraceId& id) {
  return std::any_of(id.bytes.begin(), id.bytes.begin() + kHalf, [](std::uint8_t byte) { return byte != 0; });
}

void JoinFinder::add(const tree::TraceTree& tree, content::ContentReader& reader) {
  SeparateWork work = separate_work(tree, reader);
  traces_.push_back(tree.trace.trace_id);
  std::ranges::move(work.sends, std::back_inserter(sends_));
  std::ranges::move(work.roots, std::back_inserter(roots_));
}

std::vector<Join> JoinFinder::find() {
  std::ranges::sort(traces_);
  sort_by_start(sends_);
  sort_by_start(roots_);
  is_taken_.assign(sends_.size(), false);
  for (Position send = 0; send < sends_.size(); ++send) {
    send_at_.emplace(sends_[send].place, send);
    sends_of_[sends_[send].place.trace_id].push_back(send);
  }
  is_joined_.assign(roots_.size(), false);
  join_by_links();
  join_by_halves();
  join_by_id(&OpenSend::message_id, &SeparateRoot::message_id, "message_id");
  join_by_id(&OpenSend::task_id, &SeparateRoot::task_id, "task_id");
  drop_taken_sends();
  join_by_order();
  drop_taken_sends();
  std::ranges::sort(joins_, {}, [](const Join& join) { return std::tie(join.root, join.parent); });
  return std::move(joins_);
}

bool JoinFinder::join(Position root, const SpanPlace& parent, std::string_view rule, double confidence) {
  const SpanPlace& place = roots_[root].place;
  if (confidence > 0) {
    // Of a trace with several roots the first says where it belongs.
    const auto known = above_.find(place.trace_id);
    if (known != above_.end() && known->second != parent.trace_id) return false;
    if (parent.trace_id == place.trace_id) return false;
    for (auto at = above_.find(parent.trace_id); at != above_.end(); at = above_.find(at->second)) {
      if (at->second == place.trace_id) return false;
    }
    above_.emplace(place.trace_id, parent.trace_id);
    is_joined_[root] = true;
  }
  joins_.push_back({place, parent, rule, confidence, roots_[root].service});
  return true;
}

bool JoinFinder::join_below(Position root, const SpanPlace& parent, std::string_view rule) {
  if (!join(root, parent, rule, 1)) return false;
  const std::optional<Position> send = send_by(parent, roots_[root]);
  if (send) is_taken_[*send] = true;
  return true;
}

std::optional<JoinFinder::Position> JoinFinder::send_by(const SpanPlace& parent,
                                                        const SeparateRoot& root) const {
  if (const auto send = send_at_.find(parent); send != send_at_.end()) return send->second;
  // The parent is what sent it, and not the message.
  const auto sends = sends_of_.find(parent.trace_id);
  if (sends == sends_of_.end()) return std::nullopt;
  const auto& positions = sends->second;
  const auto start_of = [this](Position send) { return sends_[send].start_ns; };
  const auto end =
      root.start_ns == 0 ? positions.end() : std::ranges::upper_bound(positions, root.start_ns, {}, start_of);
  const auto first = end - std::min<std::ptrdiff_t>(end - positions.begin(), kNearestSends);
  std::optional<Position> nearest;
  for (auto at = first; at != end; ++at) {
    if (is_taken_[*at] || !have_fitting_ids(sends_[*at], root)) continue;
    nearest = *at;
    if (!root.message_id.empty() && sends_[*at].message_id == root.message_id) break;
  }
  return nearest;
}

void JoinFinder::join_by_links() {
  for (Position root = 0; root < roots_.size(); ++root) {
    for (const SpanPlace& link : roots_[root].links) {
      if (std::ranges::binary_search(traces_, link.trace_id) && join_below(root, link, "link")) break;
    }
  }
}

void JoinFinder::join_by_halves() {
  std::map<LowerHalf, model::TraceId> whole;
  for (const model::TraceId& id : traces_) {
    if (has_upper_half(id)) whole.emplace(lower_half(id), id);
  }
  for (Position root = 0; root < roots_.size(); ++root) {
    const model::TraceId& id = roots_[root].place.trace_id;
    if (is_joined_[root] || has_upper_half(id)) continue;
    const auto found = whole.find(lower_half(id));
    if (found == whole.end()) continue;
    join_below(root, {found->second, roots_[root].parent_span_id}, "truncated_trace_id");
  }
}

void JoinFinder::join_by_id(std::string OpenSend::*id_of_send, std::string SeparateRoot::*id_of_root,
                            std::string_view rule) {
  struct Same {
    std::vector<Position> sends;
    std::vector<Position> roots;
  };
  std::map<std::string_view, Same> by_id;
  for (Position send = 0; send < sends_.size(); ++send) {
    if (!is_taken_[send]) by_id[sends_[send].*id_of_send].sends.push_back(send);
  }
  for (Position root = 0; root < roots_.size(); ++root) {
    if (!is_joined_[root]) by_id[roots_[root].*id_of_root].roots.push_back(root);
  }
  by_id.erase("");
  for (const auto& [id, same] : by_id) {
    auto latest = same.sends.rbegin();
    for (auto root = same.roots.rbegin(); root != same.roots.rend(); ++root) {
      const std::int64_t start_ns = roots_[*root].start_ns;
      const auto is_gone = [&](Position send) {
        return is_taken_[send] || (start_ns != 0 && sends_[send].start_ns > start_ns);
      };
      while (latest != same.sends.rend() && is_gone(*latest)) ++latest;
      const auto nearest = std::min<std::ptrdiff_t>(same.sends.rend() - latest, kNearestSends);
      const auto send = std::find_if(latest, latest + nearest, [&](Position candidate) {
        return !is_taken_[candidate] && may_be_equal(sends_[candidate].message_id, roots_[*root].message_id);
      });
      if (send != latest + nearest) join_below(*root, sends_[*send].place, rule);
    }
  }
}

std::vector<JoinFinder::Position> JoinFinder::fitting_sends(const SeparateRoot& root) const {
  std::vector<Position> fitting;
  const auto end = std::ranges::upper_bound(sends_, root.start_ns, {}, &OpenSend::start_ns);
  std::ptrdiff_t looked_at = 0;
  // More than one is as ambiguous as many.
  for (auto send = end; send != sends_.begin() && fitting.size() < 2 && looked_at < kNearestSends;
       ++looked_at) {
    --send;
    if (fits(*send, root)) fitting.push_back(static_cast<Position>(send - sends_.begin()));
  }
  return fitting;
}

void JoinFinder::join_by_order() {
  struct Candidate {
    Position root;
    std::vector<Position> sends;
  };
  std::vector<Candidate> candidates;
  std::map<Position, std::size_t> roots_of_send;
  for (Position root = 0; root < roots_.size(); ++root) {
    if (is_joined_[root] || roots_[root].parent_span_id.valid()) continue;
    candidates.push_back({root, fitting_sends(roots_[root])});
    for (const Position send : candidates.back().sends) ++roots_of_send[send];
  }
  for (const auto& [root, sends] : candidates) {
    if (sends.empty()) continue;
    const Position send = sends.front();
    const bool is_certain = sends.size() == 1 && roots_of_send[send] == 1;
    if (join(root, sends_[send].place, "order", is_certain ? kHeuristic : 0) && is_certain)
      is_taken_[send] = true;
  }
}

void JoinFinder::drop_taken_sends() {
  std::vector<OpenSend> open;
  for (Position send = 0; send < sends_.size(); ++send) {
    if (!is_taken_[send]) open.push_back(std::move(sends_[send]));
  }
  sends_ = std::move(open);
  is_taken_.assign(sends_.size(), false);
}

}  // namespace tracewh::analysis
