#include "render/node_text.hpp"

#include "model/evidence.hpp"
#include "render/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>

namespace tracewh::render {
namespace {

using model::Span;
using tree::Node;

/// The span of a node, null for a placeholder.
const Span* span_of(const TraceView& view, std::uint32_t node) {
  const Node& found = view.tree.nodes[node];
  return found.placeholder() ? nullptr : &view.tree.span_of(found);
}

bool is_failed(const TraceView& view, std::uint32_t node) {
  const Span* span = span_of(view, node);
  return span != nullptr && span->evidence != 0;
}

bool is_matched(const TraceView& view, std::uint32_t node) {
  const Node& found = view.tree.nodes[node];
  return !found.placeholder() && std::ranges::binary_search(view.matched, found.span_id);
}

bool came_apart(const TraceView& view, std::uint32_t node) {
  return (view.tree.nodes[node].defects & tree::defect::kCameApart) != 0;
}

void join(std::string& text, std::string_view separator, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

bool is_new_service(const TraceView& view, std::uint32_t node) {
  const std::uint32_t parent = view.tree.positions[node].parent;
  const Span* above = parent == tree::kNone ? nullptr : span_of(view, parent);
  if (above == nullptr) return false;
  const model::Trace& trace = view.tree.trace;
  return trace.service_of(*above) != trace.service_of(*span_of(view, node));
}

/// Those that the style asks for; what is above one of them is one, too.
std::vector<bool> wanted_nodes(const TraceView& view, const Style& style) {
  std::vector<bool> wanted(view.tree.nodes.size(), !style.failed_only);
  for (std::uint32_t node = static_cast<std::uint32_t>(wanted.size()); node-- > 0;) {
    const tree::TreePosition& position = view.tree.positions[node];
    if (is_failed(view, node)) wanted[node] = true;
    if (wanted[node] && position.parent != tree::kNone) wanted[position.parent] = true;
    if (style.max_depth && position.depth > *style.max_depth) wanted[node] = false;
  }
  return wanted;
}

std::string failure_text(const Span& span) {
  std::string text = fmt::format("{}", fmt::join(model::evidence_names(span.evidence), ", "));
  join(text, ": ", model::failure_message(span));
  return text;
}

}  // namespace

std::string node_label(const TraceView& view, std::uint32_t node, const Style& style) {
  const Span* span = span_of(view, node);
  if (span == nullptr) return "missing parent " + model::to_string(view.tree.nodes[node].span_id);
  std::string label;
  if (is_matched(view, node)) label += style.utf8 ? "▶ " : "> ";
  if (is_failed(view, node)) label += style.utf8 ? "✗ " : "x ";
  if (came_apart(view, node)) label += style.utf8 ? "↳ " : "~ ";
  return label + (span->name.empty() ? "(no name)" : visible(span->name, style));
}

Ink node_ink(const TraceView& view, std::uint32_t node) {
  if (is_failed(view, node)) return Ink::kRed;
  if (is_matched(view, node)) return Ink::kBold;
  return span_of(view, node) == nullptr ? Ink::kYellow : Ink::kPlain;
}

std::string node_subject(const TraceView& view, std::uint32_t node, const Style& style) {
  const Span* span = span_of(view, node);
  if (span == nullptr) return {};
  std::string subject;
  if (span->role != model::Role::kOther) subject = model::to_string(span->role);
  const std::string_view detail = model::detail(*span);
  const std::string_view actor = model::actor(*span);
  if (detail != span->name) join(subject, " ", visible(detail, style));
  if (actor != detail) {
    const bool leads = detail.empty() || detail == span->name;
    join(subject, leads ? " " : style.utf8 ? " · " : " / ", visible(actor, style));
  }
  if (is_new_service(view, node)) {
    join(subject, " ", "@" + visible(view.tree.trace.service_of(*span), style));
  }
  return subject;
}

std::string node_duration(const TraceView& view, std::uint32_t node, const Style& style) {
  const Span* span = span_of(view, node);
  if (span == nullptr) return {};
  const auto duration = span->duration_ns();
  if (duration) return duration_text(*duration, style);
  return span->end_ns ? "unknown" : "open";
}

std::string node_self_time(const TraceView& view, std::uint32_t node, const Style& style) {
  const bool has_children = view.tree.positions[node].end > node + 1;
  const auto self_ns = view.tree.nodes[node].self_ns;
  return has_children && self_ns ? "self " + duration_text(*self_ns, style) : std::string();
}

std::string node_notes(const TraceView& view, std::uint32_t node, const Style& style) {
  const Span* span = span_of(view, node);
  if (span == nullptr) return {};
  const std::uint8_t defects = view.tree.nodes[node].defects;
  std::string notes = visible(failure_text(*span), style);
  if (came_apart(view, node)) {
    join(notes, "; ", "joined: trace " + model::to_string(view.tree.trace_id_of(view.tree.nodes[node])));
  }
  if (!span->end_ns) join(notes, "; ", "unfinished");
  if (!view.tree.nodes[node].has_start()) join(notes, "; ", "start unknown");
  const bool own_parent = (span->anomalies & model::anomaly::kSelfParent) != 0;
  if (own_parent) {
    join(notes, "; ", "names itself as parent");
  } else if ((defects & tree::defect::kCycleCut) != 0) {
    join(notes, "; ", "cut from a cycle: names parent " + model::to_string(span->parent_span_id));
  }
  if ((defects & tree::defect::kDuplicateId) != 0) {
    join(notes, "; ", "same ID as an earlier span: " + model::to_string(span->span_id));
  }
  if ((defects & tree::defect::kOutsideParent) != 0) join(notes, "; ", "outside its parent's time");
  if ((span->anomalies & model::anomaly::kEndBeforeStart) != 0) join(notes, "; ", "ended before it started");
  return notes;
}

std::string hidden_text(std::uint64_t hidden, const Style& style) {
  return fmt::format("{} {}", ellipsis(style), count_text(hidden, "more span", "more spans"));
}

std::vector<bool> choose_nodes(const TraceView& view, const Style& style) {
  std::vector<std::uint32_t> matched;
  std::vector<std::uint32_t> failed;
  const std::vector<bool> wanted = wanted_nodes(view, style);
  for (std::uint32_t node = 0; node < view.tree.nodes.size(); ++node) {
    if (!wanted[node]) continue;
    if (is_matched(view, node)) {
      matched.push_back(node);
    } else if (is_failed(view, node)) {
      failed.push_back(node);
    }
  }
  matched.insert(matched.end(), failed.begin(), failed.end());
  std::vector<bool> chosen = choose_nodes(view.tree.positions, matched, style.max_nodes);
  std::transform(chosen.begin(), chosen.end(), wanted.begin(), chosen.begin(), std::logical_and());
  return chosen;
}

}  // namespace tracewh::render
