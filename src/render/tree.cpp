#include "render/tree.hpp"

#include "base/saturate.hpp"
#include "render/label_widths.hpp"
#include "render/line_notes.hpp"
#include "render/line_writer.hpp"
#include "render/node_text.hpp"
#include "render/outline.hpp"
#include "render/repeated_nodes.hpp"
#include "render/text.hpp"
#include "render/trace_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

constexpr std::size_t kDurationWidth = 7;
constexpr std::size_t kShareWidth = 4;
constexpr std::size_t kSelfWidth = 12;
/// Narrower lines have no room for the time of spans themselves.
constexpr std::size_t kNarrowestWithSelf = 100;

/// What the lines of a tree are made of.
struct Drawing {
  const TraceView& view;
  const Style& style;
  std::vector<bool> shown;
  std::vector<std::uint32_t> drawn_for;  ///< see fold_repeated()
};

struct Widths : LabelWidths {
  std::size_t figures = kGap + kDurationWidth + kGap + kShareWidth;
};

/// ` × 48` behind the name where a line is drawn for so many spans.
std::string count_of(const Drawing& drawing, std::uint32_t node) {
  const std::uint32_t count = drawing.drawn_for[node];
  return count > 1 ? fmt::format(" {} {}", drawing.style.utf8 ? "×" : "x", count) : std::string();
}

Widths measure(const Drawing& drawing) {
  const auto& [view, style, shown, drawn_for] = drawing;
  Widths widths;
  bool any_self_time = false;
  Outline outline(view.tree.positions, shown, style);
  while (const auto line = outline.next()) {
    if (line->node == tree::kNone || drawn_for[line->node] == 0) continue;
    const std::string label =
        line->prefix + node_label(view, line->node, style) + count_of(drawing, line->node);
    widths.include(label, node_subject(view, line->node, style));
    any_self_time = any_self_time || !node_self_time(view, line->node, style).empty();
  }
  const bool has_room = style.width == 0 || style.width >= kNarrowestWithSelf;
  if (any_self_time && has_room) widths.figures += kGap + kSelfWidth;
  if (style.width > 0) widths.shrink(style.width, widths.figures);
  return widths;
}

std::string cut(const std::string& text, std::size_t width, const Style& style) {
  return style.width == 0 ? text : fit(text, width, style);
}

/// The name as far as there is room for it before what must not be cut.
std::string label_of(const Drawing& drawing, std::uint32_t node, std::size_t room) {
  const std::string count = count_of(drawing, node);
  const std::size_t taken = display_width(count);
  return cut(node_label(drawing.view, node, drawing.style), room > taken ? room - taken : 1, drawing.style) +
         count;
}

/// The duration and the share of a line, added up where it is drawn for several spans.
void write_times(const Drawing& drawing, std::uint32_t node, std::size_t figures, LineWriter& line) {
  const tree::TraceTree& tree = drawing.view.tree;
  std::string duration = node_duration(drawing.view, node, drawing.style);
  double share = tree.nodes[node].share.value_or(0);
  if (const std::uint32_t count = drawing.drawn_for[node]; count > 1) {
    std::int64_t total_ns = 0;
    double total_share = 0;
    for (std::uint32_t each = node + 1 - count; each <= node; ++each) {
      total_ns = base::saturating_add(total_ns, tree.span_of(tree.nodes[each]).duration_ns().value_or(0));
      total_share += tree.nodes[each].share.value_or(0);
    }
    duration = duration_text(total_ns, drawing.style);
    share = total_share;
  }
  line.right(figures + kGap + kDurationWidth, duration, Ink::kPlain);
  if (tree.nodes[node].self_ns && tree.nodes[node].share) {
    line.right(figures + kGap + kDurationWidth + kGap + kShareWidth, percent_text(share), Ink::kDim);
  }
}

void write_node(const Drawing& drawing, const OutlineLine& outline, const Widths& widths, LineWriter& line) {
  const auto& [view, style, shown, drawn_for] = drawing;
  const std::uint32_t node = outline.node;
  const std::size_t indent = display_width(outline.prefix);
  const std::size_t label_room = widths.label > indent ? widths.label - indent : 1;
  line.left(0, outline.prefix, Ink::kDim);
  line.left(indent, label_of(drawing, node, label_room), node_ink(view, node));
  line.left(widths.label + kGap, cut(node_subject(view, node, style), widths.subject, style), Ink::kCyan);
  const std::size_t figures = widths.label + (widths.subject > 0 ? kGap + widths.subject : 0);
  write_times(drawing, node, figures, line);
  const std::size_t used = figures + widths.figures;
  if (widths.figures > Widths().figures) line.right(used, node_self_time(view, node, style), Ink::kDim);
  write_notes(node_notes(view, node, style), outline, used, style, line);
  line.end_line();
}

}  // namespace

void write_tree(const TraceView& view, const Style& style, std::ostream& out) {
  write_trace_header(view, style, out);
  Drawing drawing{view, style, choose_nodes(view, style), {}};
  drawing.drawn_for = fold_repeated(view, drawing.shown, style);
  const Widths widths = measure(drawing);
  LineWriter line(style, out);
  Outline outline(view.tree.positions, drawing.shown, style);
  while (const auto next = outline.next()) {
    if (next->node == tree::kNone) {
      line.left(0, next->prefix + hidden_text(next->hidden, style), Ink::kDim);
      line.end_line();
    } else if (drawing.drawn_for[next->node] > 0) {
      write_node(drawing, *next, widths, line);
    }
  }
}

}  // namespace tracewh::render
