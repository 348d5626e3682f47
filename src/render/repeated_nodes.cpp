#include "render/repeated_nodes.hpp"

#include "render/node_text.hpp"

#include <algorithm>
#include <cstddef>

namespace tracewh::render {
namespace {

// A line for fewer would hide more than it spares.
constexpr std::uint32_t kFewest = 5;

/// Whether nothing about the node is worth a line of its own when its neighbours are the same.
bool is_plain(const TraceView& view, std::uint32_t node, const Style& style) {
  const bool has_children = view.tree.positions[node].end > node + 1;
  return !has_children && node_ink(view, node) == Ink::kPlain && node_notes(view, node, style).empty();
}

bool are_alike(const TraceView& view, std::uint32_t first, std::uint32_t second, const Style& style) {
  return view.tree.positions[first].parent == view.tree.positions[second].parent &&
         node_label(view, first, style) == node_label(view, second, style) &&
         node_subject(view, first, style) == node_subject(view, second, style);
}

}  // namespace

std::vector<std::uint32_t> fold_repeated(const TraceView& view, const std::vector<bool>& shown,
                                         const Style& style) {
  const auto size = static_cast<std::uint32_t>(shown.size());
  std::vector<std::uint32_t> drawn_for(size, 1);
  for (std::uint32_t first = 0; first < size;) {
    std::uint32_t end = first + 1;
    if (shown[first] && is_plain(view, first, style)) {
      while (end < size && shown[end] && is_plain(view, end, style) && are_alike(view, first, end, style))
        ++end;
    }
    if (const std::uint32_t count = end - first; count >= kFewest) {
      std::fill_n(drawn_for.begin() + first, count - 1, 0);
      drawn_for[end - 1] = count;
    }
    first = end;
  }
  return drawn_for;
}

}  // namespace tracewh::render
