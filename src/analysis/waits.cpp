#include "analysis/waits.hpp"

#include "analysis/cells.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

namespace tracewh::analysis {
namespace {

struct Wait {
  std::string_view after;
  std::string_view before;
  std::uint64_t count = 0;
  std::int64_t total_ns = 0;
};

/// The spans that do the work, in order of start; those of unknown start are left out.
std::vector<std::uint32_t> leaves_of(const tree::TraceTree& tree) {
  std::vector<std::uint32_t> leaves;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const bool is_leaf = tree.positions[i].end == i + 1;
    if (is_leaf && tree.nodes[i].has_start()) leaves.push_back(i);
  }
  std::ranges::sort(leaves, {}, [&](std::uint32_t leaf) {
    return std::tuple(tree.nodes[leaf].start_ns, tree.nodes[leaf].end_ns, tree.nodes[leaf].span_id);
  });
  return leaves;
}

std::vector<Wait> waits_of(const tree::TraceTree& tree) {
  std::map<std::pair<std::string_view, std::string_view>, Wait> waits;
  std::uint32_t last = tree::kNone;  // that ended last
  for (const std::uint32_t leaf : leaves_of(tree)) {
    const tree::Node& node = tree.nodes[leaf];
    if (last != tree::kNone && node.start_ns > tree.nodes[last].end_ns) {
      const std::string_view after = tree.span_of(tree.nodes[last]).name;
      const std::string_view before = tree.span_of(node).name;
      Wait& wait = waits.try_emplace({after, before}, Wait{after, before}).first->second;
      ++wait.count;
      wait.total_ns += node.start_ns - tree.nodes[last].end_ns;
    }
    if (last == tree::kNone || node.end_ns > tree.nodes[last].end_ns) last = leaf;
  }
  std::vector<Wait> sorted;
  for (const auto& [names, wait] : waits) sorted.push_back(wait);
  std::ranges::stable_sort(sorted, std::greater(), &Wait::total_ns);
  return sorted;
}

}  // namespace

Waits::Waits(const Options&) : Analysis({"trace_id", "after", "before", "count", "total_ns", "share"}) {}

void Waits::add(const tree::TraceTree& tree, std::vector<model::Row>& rows) {
  for (const Wait& wait : waits_of(tree)) {
    rows.push_back(row_of(model::to_string(tree.trace.trace_id), text_cell(wait.after),
                          text_cell(wait.before), count_cell(wait.count), wait.total_ns,
                          ratio_cell(wait.total_ns, tree.end_ns - tree.start_ns)));
  }
}

}  // namespace tracewh::analysis
