#include "analysis/lanes.hpp"

#include "analysis/cells.hpp"
#include "analysis/hand_off.hpp"
#include "analysis/hop_times.hpp"
#include "analysis/percentile.hpp"
#include "analysis/work_parts.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tracewh::analysis {

Lanes::Lanes(const Options&)
    : Analysis({"worker_id", "spans", "traces", "busy_ns", "idle_ns", "utilization", "max_concurrency",
                "failures", "retries", "queue_p50_ns", "queue_p95_ns"}) {}

std::size_t Lanes::lane_of(std::string_view worker_id) {
  const auto found = numbers_.find(worker_id);
  if (found != numbers_.end()) return found->second;
  lanes_.emplace_back().worker_id = worker_id;
  return numbers_.emplace(worker_id, numbers_.size()).first->second;
}

void Lanes::add(const tree::TraceTree& tree, std::vector<model::Row>&) {
  ++traces_;
  const std::vector<WorkPart> parts = work_parts(tree);
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == WorkPart::kWorker) add_span(tree, i);
  }
  HopTimer timer(tree);
  for (const HandOff& hand_off : hand_offs(tree, reader_)) {
    const auto queue_ns = timer.measure(hand_off).queue_ns;
    if (!queue_ns) continue;
    const model::Span& span = tree.span_of(tree.nodes[hand_off.worker]);
    lanes_[lane_of(worker_of(span))].queue_ns.push_back(*queue_ns);
  }
}

void Lanes::add_span(const tree::TraceTree& tree, std::uint32_t node) {
  const tree::Node& at = tree.nodes[node];
  const model::Span& span = tree.span_of(at);
  const std::size_t number = lane_of(worker_of(span));
  Lane& lane = lanes_[number];
  ++lane.spans;
  lane.traces += std::exchange(lane.last_trace, traces_) == traces_ ? 0 : 1;
  lane.failures += span.evidence != 0 ? 1 : 0;
  if (at.has_start() && span.duration_ns()) lane.work.push_back({at.start_ns, at.end_ns});
  retries_.add(tree, node, number);
}

void Lanes::finish(std::vector<model::Row>& rows) {
  const std::vector<std::uint64_t> retries = retries_.count(lanes_.size());
  using BusyLane = std::tuple<std::int64_t, std::string, model::Row>;
  std::vector<BusyLane> busy;
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    Lane& lane = lanes_[i];
    const LaneTimes times = lane_times(std::move(lane.work));
    model::Row row{text_cell(lane.worker_id),
                   count_cell(lane.spans),
                   count_cell(lane.traces),
                   times.busy_ns,
                   times.idle_ns,
                   ratio_cell(times.busy_ns, times.busy_ns + times.idle_ns),
                   count_cell(times.max_concurrency),
                   count_cell(lane.failures),
                   count_cell(retries[i]),
                   duration_cell(percentile(lane.queue_ns, 50)),
                   duration_cell(percentile(lane.queue_ns, 95))};
    busy.emplace_back(-times.busy_ns, lane.worker_id, std::move(row));
  }
  std::ranges::sort(busy, {},
                    [](const BusyLane& lane) { return std::tie(std::get<0>(lane), std::get<1>(lane)); });
  for (BusyLane& lane : busy) rows.push_back(std::move(std::get<2>(lane)));
}

}  // namespace tracewh::analysis
