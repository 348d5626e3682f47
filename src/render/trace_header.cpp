#include "render/trace_header.hpp"

#include "base/time.hpp"
#include "render/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

/// More names would bury the counts.
constexpr std::size_t kNamesShown = 3;

struct Item {
  std::string text;
  Ink ink = Ink::kPlain;
};

/// Writes items side by side, on as many lines as the width demands.
void write_items(const std::vector<Item>& items, const Style& style, std::ostream& out) {
  std::size_t used = 0;
  for (const Item& item : items) {
    const std::string text = style.width == 0 ? item.text : fit(item.text, style.width, style);
    const std::size_t width = display_width(text);
    const bool wraps = used > 0 && style.width > 0 && used + 2 + width > style.width;
    out << (used == 0 ? "" : wraps ? "\n" : "  ") << paint(text, item.ink, style);
    used = used == 0 || wraps ? width : used + 2 + width;
  }
  out << '\n';
}

/// `2 agents: planner, coder`.
std::string names_text(const std::vector<std::string>& names, std::string_view singular,
                       std::string_view plural, const Style& style) {
  std::string text = count_text(names.size(), singular, plural);
  for (std::size_t i = 0; i < names.size() && i < kNamesShown; ++i) {
    text += (i == 0 ? ": " : ", ") + visible(names[i], style);
  }
  if (names.size() > kNamesShown) text += fmt::format(", {}", ellipsis(style));
  return text;
}

std::vector<Item> summary_items(const TraceView& view, const Style& style) {
  const model::TraceSummary& summary = view.summary;
  const auto duration = summary.known_duration_ns();
  std::vector<Item> items{
      {visible(summary.name, style), Ink::kBold},
      {summary.start_ns == 0 ? "start unknown" : base::format_instant(summary.start_ns)},
      {duration ? duration_text(*duration, style) : "duration unknown"},
      {count_text(summary.spans, "span", "spans")},
  };
  if (view.tree.parts.size() > 1) {
    items.push_back({count_text(view.tree.parts.size(), "joined trace", "joined traces")});
  }
  if (!summary.services.empty())
    items.push_back({names_text(summary.services, "service", "services", style)});
  if (!summary.agents.empty()) items.push_back({names_text(summary.agents, "agent", "agents", style)});
  if (summary.errors > 0) {
    items.push_back({(style.utf8 ? "✗ " : "x ") + count_text(summary.errors, "error", "errors"), Ink::kRed});
  }
  if (!view.matched.empty()) {
    items.push_back(
        {(style.utf8 ? "▶ " : "> ") + count_text(view.matched.size(), "match", "matches"), Ink::kBold});
  }
  return items;
}

/// What a reader must know so as not to take the drawing for the whole and clean truth.
std::vector<Item> warning_items(const TraceView& view) {
  const tree::TreeCounts& counts = view.tree.counts;
  std::vector<Item> items;
  const auto add = [&](std::uint64_t count, std::string_view singular, std::string_view plural) {
    if (count > 0) items.push_back({count_text(count, singular, plural), Ink::kYellow});
  };
  add(counts.roots > 1 ? counts.roots : 0, "root", "roots");
  add(counts.missing_parents, "missing parent", "missing parents");
  add(counts.cycles, "cycle cut", "cycles cut");
  add(counts.duplicate_ids, "duplicate ID", "duplicate IDs");
  add(counts.outside_parent, "span outside its parent's time", "spans outside their parents' time");
  add(counts.unfinished, "unfinished", "unfinished");
  if (!view.tree.trace.last) {
    items.push_back({"only the first " + count_text(view.tree.trace.spans.size(), "span", "spans") + " read",
                     Ink::kYellow});
  }
  return items;
}

}  // namespace

void write_trace_header(const TraceView& view, const Style& style, std::ostream& out) {
  write_items({{"trace " + model::to_string(view.summary.trace_id), Ink::kDim}}, style, out);
  write_items(summary_items(view, style), style, out);
  std::vector<Item> warnings = warning_items(view);
  if (warnings.empty()) return;
  warnings.insert(warnings.begin(), {"note:", Ink::kYellow});
  write_items(warnings, style, out);
}

}  // namespace tracewh::render
