#include "render/outline.hpp"

#include "render/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tracewh::render {
namespace {

using tree::kNone;
using tree::TreePosition;

/// Levels that are drawn when nothing limits the width.
constexpr std::size_t kUnlimitedLevels = 32;
/// Indentation takes at most this part of a line: three cells a level, one level for so many cells.
constexpr std::size_t kCellsPerLevel = 8;

struct Connectors {
  std::string_view branch;
  std::string_view last;
  std::string_view pass;
  std::string_view none;
};

constexpr Connectors kLines{"├─ ", "└─ ", "│  ", "   "};
constexpr Connectors kAscii{"|- ", "`- ", "|  ", "   "};

const Connectors& connectors(const Style& style) { return style.utf8 ? kLines : kAscii; }

/// `node` and what is above it, up to the first that is chosen already.
std::vector<std::uint32_t> path_to(std::span<const TreePosition> positions, std::uint32_t node,
                                   const std::vector<bool>& chosen) {
  std::vector<std::uint32_t> path;
  for (; node != kNone && !chosen[node]; node = positions[node].parent) path.push_back(node);
  return path;
}

}  // namespace

std::vector<bool> choose_nodes(std::span<const TreePosition> positions, std::span<const std::uint32_t> wanted,
                               std::size_t limit) {
  if (limit == 0 || positions.size() <= limit) return std::vector<bool>(positions.size(), true);
  std::vector<bool> chosen(positions.size(), false);
  std::size_t left = limit;
  for (const std::uint32_t node : wanted) {
    const std::vector<std::uint32_t> path = path_to(positions, node, chosen);
    if (path.size() > left) break;
    for (const std::uint32_t step : path) chosen[step] = true;
    left -= path.size();
  }
  std::vector<std::uint32_t> by_depth(positions.size());
  std::iota(by_depth.begin(), by_depth.end(), 0U);
  std::ranges::stable_sort(by_depth, {}, [&](std::uint32_t node) { return positions[node].depth; });
  for (const std::uint32_t node : by_depth) {
    if (left == 0) break;
    if (chosen[node]) continue;
    chosen[node] = true;
    --left;
  }
  return chosen;
}

Outline::Outline(std::span<const TreePosition> positions, const std::vector<bool>& shown, const Style& style)
    : positions_(positions),
      shown_(shown),
      style_(style),
      max_levels_(style.width == 0 ? kUnlimitedLevels
                                   : std::max<std::size_t>(style.width / kCellsPerLevel, 1)),
      last_child_(positions.size() + 1, kNone),
      hidden_(positions.size() + 1, 0) {
  for (std::uint32_t node = 0; node < positions.size();) {
    if (shown[node]) {
      last_child_[parent_slot(node)] = node;
      ++node;
    } else {
      hidden_[parent_slot(node)] += positions[node].end - node;
      node = positions[node].end;
    }
  }
}

std::size_t Outline::parent_slot(std::uint32_t node) const {
  return positions_[node].parent == kNone ? positions_.size() : positions_[node].parent;
}

bool Outline::is_last(std::uint32_t node) const {
  const std::size_t slot = parent_slot(node);
  return last_child_[slot] == node && hidden_[slot] == 0;
}

/// The columns of the innermost of the first `levels` open nodes below their roots.
std::string Outline::indent(std::size_t levels) const {
  std::string text;
  std::size_t first = 1;
  if (levels >= max_levels_) {
    text = fmt::format("{}{} ", ellipsis(style_), levels);
    first = levels + 1 - max_levels_ + 1;
  }
  for (std::size_t level = first; level < levels; ++level) {
    text += is_last(open_[level]) ? connectors(style_).none : connectors(style_).pass;
  }
  return text;
}

OutlineLine Outline::node_line(std::uint32_t node) {
  OutlineLine line;
  line.node = node;
  const std::size_t depth = open_.size();
  const Connectors& marks = connectors(style_);
  line.prefix = indent(depth);
  line.continuation = line.prefix;
  if (depth > 0) {
    line.prefix += is_last(node) ? marks.last : marks.branch;
    line.continuation += is_last(node) ? marks.none : marks.pass;
  }
  line.continuation += last_child_[node] != kNone || hidden_[node] > 0 ? marks.pass : marks.none;
  return line;
}

OutlineLine Outline::hidden_line(std::size_t slot) {
  OutlineLine line;
  line.hidden = hidden_[slot];
  hidden_[slot] = 0;
  line.prefix = indent(open_.size());
  if (!open_.empty()) line.prefix += connectors(style_).last;
  return line;
}

std::optional<OutlineLine> Outline::next() {
  while (true) {
    while (!open_.empty() && next_ >= positions_[open_.back()].end) {
      if (hidden_[open_.back()] > 0) return hidden_line(open_.back());
      open_.pop_back();
    }
    if (next_ == positions_.size()) {
      if (hidden_.back() == 0) return std::nullopt;
      return hidden_line(positions_.size());
    }
    if (shown_[next_]) break;
    next_ = positions_[next_].end;
  }
  OutlineLine line = node_line(next_);
  open_.push_back(next_);
  ++next_;
  return line;
}

}  // namespace tracewh::render
