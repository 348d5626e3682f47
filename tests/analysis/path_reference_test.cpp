#include "analysis/generated_trace.hpp"
#include "analysis/path_saving.hpp"
#include "analysis/path_walk.hpp"
#include "tree/make_trace.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace tracewh::analysis {
namespace {

constexpr int kTraces = 5'000;

struct Piece {
  std::uint32_t node;
  std::int64_t start_ns;
  std::int64_t end_ns;

  bool operator==(const Piece&) const = default;
};

std::string text(const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces) {
    text += std::to_string(piece.node) + ":" + std::to_string(piece.start_ns - tree::kEpoch) + "-" +
            std::to_string(piece.end_ns - tree::kEpoch) + " ";
  }
  return text;
}

/// The definition of the critical path to the letter.
class SlowPath {
 public:
  explicit SlowPath(const tree::TraceTree& tree) : tree_(tree) {}

  std::vector<Piece> of(std::uint32_t root) {
    pieces_.clear();
    drags_ns_.clear();
    const tree::Node& node = tree_.nodes[root];
    if (node.has_start()) visit(root, node.start_ns, node.end_ns, node.end_ns - node.start_ns);
    std::ranges::reverse(pieces_);
    return pieces_;
  }

  /// Of the visits on the path that was asked for last, in the order in which it goes back.
  const std::vector<std::int64_t>& drags_ns() const { return drags_ns_; }

 private:
  struct Child {
    std::int64_t end_ns;
    std::int64_t start_ns;
    model::SpanId span_id;
    std::uint32_t node;

    auto operator<=>(const Child&) const = default;
  };

  std::vector<Child> children(std::uint32_t parent, std::int64_t start_ns, std::int64_t end_ns) const {
    std::vector<Child> children;
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      const tree::Node& node = tree_.nodes[i];
      if (tree_.positions[i].parent != parent || !node.has_start()) continue;
      const bool is_asynchronous =
          tree_.span_of(tree_.nodes[parent]).kind == kProducer && tree_.span_of(node).kind == kConsumer;
      if (is_asynchronous || node.end_ns < start_ns || node.start_ns > end_ns) continue;
      children.push_back({std::min(node.end_ns, end_ns), std::max(node.start_ns, start_ns), node.span_id, i});
    }
    return children;
  }

  void visit(std::uint32_t node, std::int64_t start_ns, std::int64_t end_ns, std::int64_t drag_ns) {
    drags_ns_.push_back(drag_ns);
    std::vector<Child> left = children(node, start_ns, end_ns);
    std::int64_t reached_ns = end_ns;
    for (;;) {
      std::erase_if(left, [&](const Child& child) { return child.end_ns > reached_ns; });
      if (left.empty()) break;
      const Child last = *std::ranges::max_element(left);
      std::erase(left, last);
      add(node, last.end_ns, reached_ns);
      // Without it, its parent would wait for the one that ended last of the others.
      std::int64_t without_ns = last.start_ns;
      for (const Child& other : left) without_ns = std::max(without_ns, other.end_ns);
      visit(last.node, last.start_ns, last.end_ns, std::min(drag_ns, last.end_ns - without_ns));
      reached_ns = last.start_ns;
    }
    add(node, start_ns, reached_ns);
  }

  void add(std::uint32_t node, std::int64_t start_ns, std::int64_t end_ns) {
    if (start_ns < end_ns) pieces_.push_back({node, start_ns, end_ns});
  }

  const tree::TraceTree& tree_;
  std::vector<Piece> pieces_;
  std::vector<std::int64_t> drags_ns_;
};

std::vector<Piece> pieces_of(const PathWalk& walk) {
  std::vector<Piece> pieces;
  for (const Segment& segment : walk.segments) {
    pieces.push_back({walk.visits[segment.visit].node, segment.start_ns, segment.end_ns});
  }
  return pieces;
}

/// Whether the pieces follow each other from the start of the root to its end.
bool are_whole(const std::vector<Piece>& pieces, const tree::Node& root) {
  std::int64_t reached_ns = root.start_ns;
  for (const Piece& piece : pieces) {
    if (piece.start_ns != reached_ns || piece.end_ns <= piece.start_ns) return false;
    reached_ns = piece.end_ns;
  }
  return reached_ns == root.end_ns;
}

/// Calls `check` with the critical path of each root of many generated traces.
template <typename Check>
void each_path(const Check& check) {
  bench::Random random(20260115);
  for (int i = 0; i < kTraces; ++i) {
    const tree::TraceTree tree = make_tree(generate_spans(random));
    for (const std::uint32_t root : path_roots(tree)) check(tree, root, walk_critical_path(tree, root), i);
  }
}

using Keys = std::vector<std::string>;
using Sums = std::map<std::string, std::int64_t>;

Sums segments_by_key(const PathWalk& walk, const Keys& keys) {
  Sums sums;
  for (const Segment& segment : walk.segments) sums[keys[segment.visit]] += segment.end_ns - segment.start_ns;
  return sums;
}

/// The time of a span within that of all spans above it.
std::int64_t clipped_ns(const tree::TraceTree& tree, std::uint32_t root, std::uint32_t node) {
  std::int64_t start_ns = tree.nodes[node].start_ns;
  std::int64_t end_ns = tree.nodes[node].end_ns;
  for (std::uint32_t at = node; at != root;) {
    at = tree.positions[at].parent;
    start_ns = std::max(start_ns, tree.nodes[at].start_ns);
    end_ns = std::min(end_ns, tree.nodes[at].end_ns);
  }
  return end_ns - start_ns;
}

}  // namespace

TEST_CASE("critical paths are those of the definition, on any trace") {
  std::size_t segments = 0;
  each_path([&](const tree::TraceTree& tree, std::uint32_t root, const PathWalk& walk, int number) {
    const std::vector<Piece> expected = SlowPath(tree).of(root);
    segments += expected.size();
    if (pieces_of(walk) == expected) return;
    INFO("trace " << number << ", root " << root);
    CHECK(text(pieces_of(walk)) == text(expected));
  });
  CHECK(segments > 10'000);
}

TEST_CASE("the segments of a critical path sum to its root's duration and do not overlap") {
  each_path([](const tree::TraceTree& tree, std::uint32_t root, const PathWalk& walk, int number) {
    const tree::Node& node = tree.nodes[root];
    const bool is_right = node.has_start() ? are_whole(pieces_of(walk), node) : walk.segments.empty();
    if (!is_right) FAIL("trace " << number << ", root " << root);
  });
}

TEST_CASE("nobody can save more than its segments, nor a span more than its time") {
  each_path([](const tree::TraceTree& tree, std::uint32_t root, const PathWalk& walk, int number) {
    Keys keys;
    bool has_company = false;  // something ran beside a span on the path
    for (const Visit& visit : walk.visits) {
      keys.emplace_back(tree.span_of(tree.nodes[visit.node]).name);
      const std::int64_t length_ns = clipped_ns(tree, root, visit.node);
      has_company = has_company || visit.slack_ns < length_ns;
      if (visit.slack_ns < 0 || visit.slack_ns > length_ns) FAIL("slack in trace " << number);
    }
    const Sums sums = segments_by_key(walk, keys);
    const Sums savings = path_savings(walk, keys);
    if (sums.size() != savings.size()) FAIL("keys in trace " << number);
    for (const auto& [key, saving_ns] : savings) {
      if (saving_ns < 0 || saving_ns > sums.at(key)) FAIL("saving of " << key << " in trace " << number);
    }
    if (!has_company && savings != sums) FAIL("sequential trace " << number);
  });
}

TEST_CASE("the drag of each visit is that of the definition, on any trace") {
  each_path([](const tree::TraceTree& tree, std::uint32_t root, const PathWalk& walk, int i) {
    SlowPath path(tree);
    path.of(root);
    INFO("trace " << i << " root " << root);
    CHECK(drags_ns(walk) == path.drags_ns());
  });
}

TEST_CASE("nobody waits for a worker whose send had ended when it began") {
  const tree::TraceTree tree =
      tree::build_tree(tree::make_trace({{1, 0, 0, 100}, {2, 1, 10, 5}, {3, 2, 40, 50}}));
  CHECK(text(pieces_of(walk_critical_path(tree, 0))) == "0:0-10 1:10-15 0:15-100 ");
}

TEST_CASE("a span's own time is what no child covers, and never negative") {
  bench::Random random(1);
  for (int i = 0; i < kTraces; ++i) {
    const tree::TraceTree tree = make_tree(generate_spans(random));
    for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
      const tree::Node& at = tree.nodes[node];
      if (!at.self_ns || !at.has_start()) continue;
      std::int64_t own_ns = 0;
      for (std::int64_t time_ns = at.start_ns; time_ns < at.end_ns; ++time_ns) {
        bool is_covered = false;
        for (std::uint32_t child = 0; child < tree.nodes.size(); ++child) {
          const tree::Node& below = tree.nodes[child];
          is_covered = is_covered || (tree.positions[child].parent == node && below.has_start() &&
                                      below.start_ns <= time_ns && time_ns < below.end_ns);
        }
        own_ns += is_covered ? 0 : 1;
      }
      if (at.self_ns != own_ns)
        FAIL("node " << node << " of trace " << i << ": " << *at.self_ns << ", not " << own_ns);
    }
  }
}

}  // namespace tracewh::analysis
