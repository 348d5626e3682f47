#include "render/timeline.hpp"

#include "render/line_writer.hpp"
#include "render/node_text.hpp"
#include "render/outline.hpp"
#include "render/text.hpp"
#include "render/time_axis.hpp"
#include "render/trace_header.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kDurationWidth = 7;
/// When nothing limits the width; wide enough to tell spans apart, narrow enough to read in a log.
constexpr std::size_t kUnlimitedWidth = 120;

struct Widths {
  std::size_t label = 0;
  std::size_t bar = 0;
};

Widths measure(const TraceView& view, const std::vector<bool>& shown, const Style& style) {
  const std::size_t width = style.width == 0 ? kUnlimitedWidth : style.width;
  Widths widths;
  Outline outline(view.tree.positions, shown, style);
  while (const auto line = outline.next()) {
    if (line->node == tree::kNone) continue;
    widths.label = std::max(widths.label, display_width(line->prefix + node_label(view, line->node, style)));
  }
  widths.label = std::min(widths.label, width * 2 / 5);
  const std::size_t beside = widths.label + 2 * kGap + kDurationWidth;
  widths.bar = width > beside ? width - beside : 1;
  return widths;
}

TimeAxis axis_of(const tree::TraceTree& tree, std::size_t width, const Style& style) {
  return TimeAxis(tree.start_ns, tree.end_ns, width, style);
}

/// A solid bar for what has a duration, a light one for what is open or only known by its children; none for
/// what is not known to start anywhere.
std::string bar_of(const tree::Node& node, const TimeAxis& axis) {
  if (!node.has_start()) return {};
  if (node.placeholder()) return axis.light_bar(node.start_ns, node.end_ns);
  if (!node.self_ns) return axis.light_bar(node.start_ns, axis.end_ns());
  return axis.bar(node.start_ns, node.end_ns);
}

void write_node(const TraceView& view, const OutlineLine& outline, const Widths& widths, const TimeAxis& axis,
                const Style& style, LineWriter& line) {
  const std::uint32_t node = outline.node;
  const Ink ink = node_ink(view, node);
  const std::size_t indent = display_width(outline.prefix);
  const std::size_t label_room = widths.label > indent ? widths.label - indent : 1;
  line.left(0, outline.prefix, Ink::kDim);
  line.left(indent, fit(node_label(view, node, style), label_room, style), ink);
  line.left(widths.label + kGap, bar_of(view.tree.nodes[node], axis), ink == Ink::kPlain ? Ink::kCyan : ink);
  line.right(widths.label + kGap + widths.bar + kGap + kDurationWidth, node_duration(view, node, style),
             Ink::kPlain);
  line.end_line();
}

}  // namespace

void write_timeline(const TraceView& view, const Style& style, std::ostream& out) {
  write_trace_header(view, style, out);
  const std::vector<bool> shown = choose_nodes(view, style);
  const Widths widths = measure(view, shown, style);
  const TimeAxis axis = axis_of(view.tree, widths.bar, style);
  LineWriter line(style, out);
  // Without a period of time there is nothing to divide.
  if (view.tree.end_ns > view.tree.start_ns) {
    line.left(widths.label + kGap, axis.scale(), Ink::kDim);
    line.end_line();
  }
  Outline outline(view.tree.positions, shown, style);
  while (const auto next = outline.next()) {
    if (next->node != tree::kNone) {
      write_node(view, *next, widths, axis, style, line);
    } else {
      line.left(0, next->prefix + hidden_text(next->hidden, style), Ink::kDim);
      line.end_line();
    }
  }
}

}  // namespace tracewh::render
