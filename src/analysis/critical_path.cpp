#include "analysis/critical_path.hpp"

#include "analysis/cells.hpp"
#include "analysis/path_saving.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::analysis {
namespace {

std::vector<std::string> columns_by(Grouping by) {
  if (by != Grouping::kNone) return {"key", "traces", "segments", "total_ns", "share", "max_saving_ns"};
  return {"trace_id", "span_id",     "name",  "service",      "role",   "worker_id",
          "start_ns", "duration_ns", "share", "root_span_id", "drag_ns"};
}

std::int64_t length_ns(const PathWalk& walk) {
  return walk.segments.empty() ? 0 : walk.segments.back().end_ns - walk.segments.front().start_ns;
}

}  // namespace

CriticalPath::CriticalPath(const Options& options)
    : Analysis(columns_by(grouping_from_name(options.text("by")))),
      by_(grouping_from_name(options.text("by"))) {}

void CriticalPath::add(const tree::TraceTree& tree, std::vector<model::Row>& rows) {
  ++traces_;
  const Groups groups(by_ == Grouping::kNone ? Grouping::kWorker : by_, tree);
  for (const std::uint32_t root : path_roots(tree)) {
    const PathWalk walk = walk_critical_path(tree, root);
    if (by_ != Grouping::kNone) {
      add_up(groups, walk);
      continue;
    }
    const std::vector<std::int64_t> drags = drags_ns(walk);
    for (const Segment& segment : walk.segments) {
      const std::uint32_t node = walk.visits[segment.visit].node;
      const model::Span& span = tree.span_of(tree.nodes[node]);
      const std::int64_t duration_ns = segment.end_ns - segment.start_ns;
      rows.push_back(row_of(trace_cell(tree, node), span_cell(tree, node), text_cell(span.name),
                            text_cell(tree.trace.service_of(span)), text_cell(model::to_string(span.role)),
                            text_cell(groups.around(node)), segment.start_ns, duration_ns,
                            ratio_cell(duration_ns, length_ns(walk)), span_cell(tree, root),
                            drags[segment.visit]));
    }
  }
}

void CriticalPath::add_up(const Groups& groups, const PathWalk& walk) {
  std::vector<std::string> keys(walk.visits.size());
  std::ranges::transform(walk.visits, keys.begin(),
                         [&](const Visit& visit) { return groups.around(visit.node); });
  for (const Segment& segment : walk.segments) {
    Sum& sum = sums_[keys[segment.visit]];
    sum.traces += std::exchange(sum.last_trace, traces_) == traces_ ? 0 : 1;
    ++sum.segments;
    sum.total_ns += segment.end_ns - segment.start_ns;
  }
  for (const auto& [key, saving_ns] : path_savings(walk, keys)) sums_[key].max_saving_ns += saving_ns;
  whole_ns_ += length_ns(walk);
}

void CriticalPath::finish(std::vector<model::Row>& rows) {
  if (by_ == Grouping::kNone) return;
  std::vector<std::pair<std::string, Sum>> sums(sums_.begin(), sums_.end());
  std::ranges::stable_sort(sums, std::greater(), [](const auto& entry) { return entry.second.total_ns; });
  for (const auto& [key, sum] : sums) {
    rows.push_back(row_of(text_cell(key), count_cell(sum.traces), count_cell(sum.segments), sum.total_ns,
                          ratio_cell(sum.total_ns, whole_ns_), sum.max_saving_ns));
  }
}

}  // namespace tracewh::analysis
