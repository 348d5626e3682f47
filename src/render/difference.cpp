#include "render/difference.hpp"

#include "model/enums.hpp"
#include "render/label_widths.hpp"
#include "render/line_notes.hpp"
#include "render/line_writer.hpp"
#include "render/node_text.hpp"
#include "render/outline.hpp"
#include "render/text.hpp"
#include "render/trace_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

using compare::PairKind;
using compare::SpanChanges;

constexpr std::size_t kDurationWidth = 7;
constexpr std::size_t kChangeWidth = 8;
constexpr std::size_t kPercentWidth = 6;
constexpr std::size_t kFigures = kGap + kDurationWidth + kGap + kChangeWidth + kGap + kPercentWidth;
/// More would bury the tree; JSON has all of them, in full.
constexpr std::size_t kAttributesShown = 3;
constexpr std::size_t kWidestValue = 32;

/// A line: the trace in which its span is shown, and where; the head's unless only the base has it.
struct Shown {
  const TraceView& view;
  std::uint32_t node;
};

Shown shown_of(const DifferenceView& view, std::size_t pair) {
  const auto [base, head] = view.difference.pairs[pair];
  return head == tree::kNone ? Shown{view.base, base} : Shown{view.head, head};
}

std::string_view mark_of(PairKind kind) {
  switch (kind) {
    case PairKind::kSame:
      return "";
    case PairKind::kChanged:
      return "~ ";
    case PairKind::kAdded:
      return "+ ";
    case PairKind::kRemoved:
      return "- ";
  }
  return "";
}

Ink ink_of(PairKind kind) {
  switch (kind) {
    case PairKind::kSame:
      return Ink::kDim;
    case PairKind::kChanged:
      return Ink::kYellow;
    case PairKind::kAdded:
      return Ink::kBold;
    case PairKind::kRemoved:
      return Ink::kCyan;
  }
  return Ink::kPlain;
}

/// What differs, and what is above it.
std::vector<bool> choose_pairs(const DifferenceView& view) {
  const std::vector<tree::TreePosition>& positions = view.difference.positions;
  std::vector<bool> chosen(positions.size(), view.all);
  for (std::size_t i = chosen.size(); i-- > 0;) {
    if (view.comparer.kind(i) != PairKind::kSame) chosen[i] = true;
    if (chosen[i] && positions[i].parent != tree::kNone) chosen[positions[i].parent] = true;
  }
  return chosen;
}

std::string label_of(const DifferenceView& view, std::size_t pair, const Style& style) {
  const auto [trace, node] = shown_of(view, pair);
  return std::string(mark_of(view.comparer.kind(pair))) + node_label(trace, node, style);
}

LabelWidths measure(const DifferenceView& view, const std::vector<bool>& chosen, const Style& style) {
  LabelWidths widths;
  Outline outline(view.difference.positions, chosen, style);
  while (const auto line = outline.next()) {
    if (line->node == tree::kNone) continue;
    const auto [trace, node] = shown_of(view, line->node);
    widths.include(line->prefix + label_of(view, line->node, style), node_subject(trace, node, style));
  }
  if (style.width > 0) widths.shrink(style.width, kFigures);
  return widths;
}

/// `+1.20s`
std::string signed_duration(std::int64_t nanoseconds, const Style& style) {
  const std::string text = duration_text(nanoseconds < 0 ? -nanoseconds : nanoseconds, style);
  return nanoseconds == 0 ? text : (nanoseconds < 0 ? "-" : "+") + text;
}

/// `+20%`, `×12` where percentages would say little.
std::string relative_change(double base, double change, const Style& style) {
  if (base <= 0) return {};
  const double percent = std::round(100 * change / base);
  if (percent >= 1'000) return fmt::format("{}{:.0f}", style.utf8 ? "×" : "x", (base + change) / base);
  return fmt::format("{:+.0f}%", percent == 0 ? 0.0 : percent);
}

void write_figures(const DifferenceView& view, std::size_t pair, const SpanChanges& changes,
                   std::size_t begin, const Style& style, LineWriter& line) {
  const auto [trace, node] = shown_of(view, pair);
  std::size_t end = begin + kGap + kDurationWidth;
  line.right(end, node_duration(trace, node, style), Ink::kPlain);
  if (!changes.duration_ns) return;
  const Ink ink = changes.much_longer_or_shorter ? Ink::kYellow : Ink::kDim;
  line.right(end += kGap + kChangeWidth, signed_duration(*changes.duration_ns, style), ink);
  const std::int64_t after = *trace.tree.span_of(trace.tree.nodes[node]).duration_ns();
  const auto change = static_cast<double>(*changes.duration_ns);
  line.right(end + kGap + kPercentWidth, relative_change(static_cast<double>(after) - change, change, style),
             ink);
}

void join(std::string& text, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += "; ";
  text += part;
}

std::string value_text(const std::optional<std::string>& value, const Style& style) {
  return value ? fit(visible(*value, style), kWidestValue, style) : "none";
}

/// `ok → error: worker timed out`, `no longer failed`.
std::string status_note(const DifferenceView& view, std::size_t pair, const Style& style) {
  const auto [base, head] = view.difference.pairs[pair];
  const model::Span& before = view.base.tree.span_of(view.base.tree.nodes[base]);
  const model::Span& after = view.head.tree.span_of(view.head.tree.nodes[head]);
  std::string note;
  if (before.status != after.status)
    note = fmt::format("status {} {} {}", model::to_string(before.status), style.utf8 ? "→" : "->",
                       model::to_string(after.status));
  if (before.evidence != 0 && after.evidence == 0) join(note, "failed before");
  if (before.end_ns.has_value() && !after.end_ns.has_value()) join(note, "ended before");
  join(note, node_notes(view.head, head, style));
  return note;
}

std::string notes_of(const DifferenceView& view, std::size_t pair, const SpanChanges& changes,
                     const Style& style) {
  const auto [trace, node] = shown_of(view, pair);
  if (view.comparer.kind(pair) != PairKind::kChanged) return node_notes(trace, node, style);
  std::string notes = changes.status ? status_note(view, pair, style) : std::string();
  for (std::size_t i = 0; i < changes.attributes.size() && i < kAttributesShown; ++i) {
    const compare::AttributeChange& attribute = changes.attributes[i];
    join(notes, fmt::format("{} {} {} {}", visible(attribute.key, style), value_text(attribute.base, style),
                            style.utf8 ? "→" : "->", value_text(attribute.head, style)));
  }
  if (changes.attributes.size() > kAttributesShown)
    join(notes, fmt::format("{} {}", ellipsis(style),
                            count_text(changes.attributes.size() - kAttributesShown, "more attribute",
                                       "more attributes")));
  return notes;
}

void write_pair(const DifferenceView& view, const OutlineLine& outline, const LabelWidths& widths,
                const Style& style, LineWriter& line) {
  const auto [trace, node] = shown_of(view, outline.node);
  const std::size_t indent = display_width(outline.prefix);
  const auto cut = [&](const std::string& text, std::size_t width) {
    return style.width == 0 ? text : fit(text, std::max<std::size_t>(width, 1), style);
  };
  const std::size_t label_room = widths.label > indent ? widths.label - indent : 1;
  line.left(0, outline.prefix, Ink::kDim);
  line.left(indent, cut(label_of(view, outline.node, style), label_room),
            ink_of(view.comparer.kind(outline.node)));
  line.left(widths.label + kGap, cut(node_subject(trace, node, style), widths.subject), Ink::kDim);
  const SpanChanges changes = view.comparer.changes(outline.node);
  const std::size_t figures = widths.label + (widths.subject > 0 ? kGap + widths.subject : 0);
  write_figures(view, outline.node, changes, figures, style, line);
  write_notes(notes_of(view, outline.node, changes, style), outline, figures + kFigures, style, line);
  line.end_line();
}

void write_counts(const DifferenceView& view, const Style& style, std::ostream& out) {
  const std::size_t changed = view.comparer.count(PairKind::kChanged);
  const std::size_t same = view.comparer.count(PairKind::kSame);
  out << fmt::format("{} same  ~ {} changed  + {} added  - {} removed\n", count_text(same, "span", "spans"),
                     changed, view.comparer.count(PairKind::kAdded), view.comparer.count(PairKind::kRemoved));
  if (view.comparer.everywhere().empty()) return;
  const std::string text =
      fmt::format("attributes that differ everywhere: {}", fmt::join(view.comparer.everywhere(), ", "));
  out << paint(style.width == 0 ? visible(text, style) : fit(visible(text, style), style.width, style),
               Ink::kDim, style)
      << '\n';
}

}  // namespace

void write_difference(const DifferenceView& view, const Style& style, std::ostream& out) {
  out << "--- ";
  write_trace_header(view.base, style, out);
  out << "+++ ";
  write_trace_header(view.head, style, out);
  write_counts(view, style, out);
  const std::vector<bool> chosen = choose_pairs(view);
  if (std::ranges::find(chosen, true) == chosen.end()) return;
  const LabelWidths widths = measure(view, chosen, style);
  LineWriter line(style, out);
  Outline outline(view.difference.positions, chosen, style);
  while (const auto next = outline.next()) {
    if (next->node == tree::kNone) {
      line.left(0, next->prefix + hidden_text(next->hidden, style), Ink::kDim);
      line.end_line();
    } else {
      write_pair(view, *next, widths, style, line);
    }
  }
}

}  // namespace tracewh::render
