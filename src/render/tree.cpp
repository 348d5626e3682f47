#include "render/tree.hpp"

#include "render/line_writer.hpp"
#include "render/node_text.hpp"
#include "render/outline.hpp"
#include "render/text.hpp"
#include "render/trace_header.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kDurationWidth = 7;
constexpr std::size_t kShareWidth = 4;
constexpr std::size_t kFiguresWidth = kGap + kDurationWidth + kGap + kShareWidth;
/// One long name must not push every figure off a wide screen.
constexpr std::size_t kWidestLabel = 72;
constexpr std::size_t kWidestSubject = 48;

struct Widths {
  std::size_t label = 0;
  std::size_t subject = 0;
};

/// Cuts the subject to a third of what the figures leave, then the label to the rest.
void shrink(Widths& widths, std::size_t line_width) {
  const std::size_t room = line_width > kFiguresWidth + kGap ? line_width - kFiguresWidth - kGap : 1;
  if (widths.label + widths.subject <= room) return;
  const std::size_t label_room = room > widths.subject ? room - widths.subject : 0;
  if (widths.label > label_room) widths.label = std::max(label_room, std::min(widths.label, room - room / 3));
  widths.subject = std::min(widths.subject, room - widths.label);
}

Widths measure(const TraceView& view, const std::vector<bool>& shown, const Style& style) {
  Widths widths;
  Outline outline(view.tree.positions, shown, style);
  while (const auto line = outline.next()) {
    if (line->node == tree::kNone) continue;
    const std::string label = line->prefix + node_label(view, line->node, style);
    widths.label = std::max(widths.label, std::min(display_width(label), kWidestLabel));
    const std::string subject = node_subject(view, line->node, style);
    widths.subject = std::max(widths.subject, std::min(display_width(subject), kWidestSubject));
  }
  if (style.width > 0) shrink(widths, style.width);
  return widths;
}

std::string cut(const std::string& text, std::size_t width, const Style& style) {
  return style.width == 0 ? text : fit(text, width, style);
}

/// Writes what is wrong beside the figures, or, where it does not fit, below the span.
void write_notes(const std::string& notes, const OutlineLine& outline, std::size_t used, const Style& style,
                 LineWriter& line) {
  if (notes.empty()) return;
  if (style.width == 0 || used + kGap + display_width(notes) <= style.width) {
    line.left(used + kGap, notes, Ink::kYellow);
    return;
  }
  const std::size_t indent = display_width(outline.continuation);
  line.end_line();
  line.left(0, outline.continuation, Ink::kDim);
  line.left(indent, fit(notes, style.width > indent ? style.width - indent : 1, style), Ink::kYellow);
}

void write_node(const TraceView& view, const OutlineLine& outline, const Widths& widths, const Style& style,
                LineWriter& line) {
  const std::uint32_t node = outline.node;
  const std::size_t indent = display_width(outline.prefix);
  const std::size_t label_room = widths.label > indent ? widths.label - indent : 1;
  line.left(0, outline.prefix, Ink::kDim);
  line.left(indent, cut(node_label(view, node, style), label_room, style), node_ink(view, node));
  line.left(widths.label + kGap, cut(node_subject(view, node, style), widths.subject, style), Ink::kCyan);
  const std::size_t figures = widths.label + (widths.subject > 0 ? kGap + widths.subject : 0);
  line.right(figures + kGap + kDurationWidth, node_duration(view, node, style), Ink::kPlain);
  if (const tree::Node& shown = view.tree.nodes[node]; shown.self_ns && shown.share) {
    line.right(figures + kFiguresWidth, percent_text(*shown.share), Ink::kDim);
  }
  write_notes(node_notes(view, node, style), outline, figures + kFiguresWidth, style, line);
  line.end_line();
}

}  // namespace

void write_tree(const TraceView& view, const Style& style, std::ostream& out) {
  write_trace_header(view, style, out);
  const std::vector<bool> shown = choose_nodes(view, style);
  const Widths widths = measure(view, shown, style);
  LineWriter line(style, out);
  Outline outline(view.tree.positions, shown, style);
  while (const auto next = outline.next()) {
    if (next->node != tree::kNone) {
      write_node(view, *next, widths, style, line);
    } else {
      line.left(0, next->prefix + hidden_text(next->hidden, style), Ink::kDim);
      line.end_line();
    }
  }
}

}  // namespace tracewh::render
