#include "analysis/grouping.hpp"

#include "base/error.hpp"
#include "model/enums.hpp"
#include "model/ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tracewh::analysis {
namespace {

constexpr std::string_view kBelow = " > ";
constexpr std::string_view kMissing = "(missing)";
constexpr std::string_view kOmitted = "…";

// Nobody reads more, and the paths of a chain of a million spans would fill the memory.
constexpr std::size_t kPathNames = 64;

constexpr std::array<std::pair<std::string_view, Grouping>, 11> kNames{{
    {"", Grouping::kNone},
    {"operation", Grouping::kOperation},
    {"path", Grouping::kPath},
    {"role", Grouping::kRole},
    {"service", Grouping::kService},
    {"worker", Grouping::kWorker},
    {"agent", Grouping::kAgent},
    {"model", Grouping::kModel},
    {"task_type", Grouping::kTaskType},
    {"trace", Grouping::kTrace},
    {"run", Grouping::kRun},
}};

std::string path_of(const tree::TraceTree& tree, std::uint32_t node) {
  std::vector<std::string_view> names;
  for (std::uint32_t at = node; at != tree::kNone; at = tree.positions[at].parent) {
    if (names.size() == kPathNames) {
      names.push_back(kOmitted);
      break;
    }
    names.push_back(tree.nodes[at].placeholder() ? kMissing : tree.span_of(tree.nodes[at]).name);
  }
  std::string path;
  std::for_each(names.rbegin(), names.rend(), [&](std::string_view name) {
    if (!path.empty()) path += kBelow;
    path += name;
  });
  return path;
}

std::string_view text_of(Grouping grouping, const tree::TraceTree& tree, const model::Span& span) {
  switch (grouping) {
    case Grouping::kOperation:
      return span.name;
    case Grouping::kRole:
      return model::to_string(span.role);
    case Grouping::kService:
      return tree.trace.service_of(span);
    case Grouping::kWorker:
      return span.facet_text(model::Facet::kWorkerId);
    case Grouping::kAgent:
      return span.facet_text(model::Facet::kAgent);
    case Grouping::kModel:
      return span.facet_text(model::Facet::kModel);
    case Grouping::kTaskType:
      return span.facet_text(model::Facet::kTaskType);
    default:
      return {};
  }
}

}  // namespace

Grouping grouping_from_name(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name, [](const auto& entry) { return entry.first; });
  if (found != kNames.end()) return found->second;
  throw base::Error(base::ErrorCode::kUsage, fmt::format("nothing can be added up by '{}'", name));
}

std::string group_of(Grouping grouping, const tree::TraceTree& tree, std::uint32_t node) {
  if (grouping == Grouping::kTrace) return model::to_string(tree.trace.trace_id);
  if (grouping == Grouping::kPath) return path_of(tree, node);
  if (tree.nodes[node].placeholder()) return {};
  return std::string(text_of(grouping, tree, tree.span_of(tree.nodes[node])));
}

std::string group_around(Grouping grouping, const tree::TraceTree& tree, std::uint32_t node) {
  for (std::uint32_t at = node; at != tree::kNone; at = tree.positions[at].parent) {
    if (std::string group = group_of(grouping, tree, at); !group.empty()) return group;
  }
  return {};
}

Groups::Groups(Grouping grouping, const tree::TraceTree& tree) : grouping_(grouping), tree_(tree) {
  const bool all_belong = grouping == Grouping::kPath || grouping == Grouping::kTrace;
  holders_.assign(tree.nodes.size(), tree::kNone);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const std::uint32_t parent = tree.positions[i].parent;
    const bool belongs = all_belong || (!tree.nodes[i].placeholder() &&
                                        !text_of(grouping, tree, tree.span_of(tree.nodes[i])).empty());
    if (belongs) {
      holders_[i] = i;
    } else if (parent != tree::kNone) {
      holders_[i] = holders_[parent];
    }
  }
}

std::string Groups::around(std::uint32_t node) const {
  const std::uint32_t holder = holders_[node];
  return holder == tree::kNone ? std::string() : group_of(grouping_, tree_, holder);
}

}  // namespace tracewh::analysis
