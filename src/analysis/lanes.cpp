#include "analysis/lanes.hpp"

#include "analysis/cells.hpp"
#include "analysis/hand_off.hpp"
#include "analysis/hop_times.hpp"
#include "analysis/percentile.hpp"
#include "analysis/work_parts.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace tracewh::analysis {

namespace {

std::vector<std::string> columns_of(bool periods) {
  if (periods) return {"worker_id", "start_ns", "duration_ns", "spans", "max_concurrency"};
  return {"worker_id",       "spans",    "traces",  "busy_ns",      "idle_ns",     "utilization",
          "max_concurrency", "failures", "retries", "queue_p50_ns", "queue_p95_ns"};
}

void add_periods(const std::string& worker_id, const std::vector<WorkTime>& work,
                 std::vector<model::Row>& rows) {
  for (const BusyPeriod& period : busy_periods(work)) {
    rows.push_back(row_of(text_cell(worker_id), time_cell(period.time.start_ns),
                          period.time.end_ns - period.time.start_ns, count_cell(period.spans),
                          count_cell(period.max_concurrency)));
  }
}

}  // namespace

Lanes::Lanes(const Options& options)
    : Analysis(columns_of(options.flag("periods"))), periods_(options.flag("periods")) {}

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

std::vector<std::size_t> Lanes::busiest_first(const std::vector<LaneTimes>& times) const {
  std::vector<std::size_t> order(lanes_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::tuple(-times[i].busy_ns, std::string_view(lanes_[i].worker_id));
  });
  return order;
}

model::Row Lanes::total_of(std::size_t number, const LaneTimes& times, std::uint64_t retries) {
  Lane& lane = lanes_[number];
  return {text_cell(lane.worker_id),
          count_cell(lane.spans),
          count_cell(lane.traces),
          times.busy_ns,
          times.idle_ns,
          ratio_cell(times.busy_ns, times.busy_ns + times.idle_ns),
          count_cell(times.max_concurrency),
          count_cell(lane.failures),
          count_cell(retries),
          duration_cell(percentile(lane.queue_ns, 50)),
          duration_cell(percentile(lane.queue_ns, 95))};
}

void Lanes::finish(std::vector<model::Row>& rows) {
  const std::vector<std::uint64_t> retries = retries_.count(lanes_.size());
  std::vector<LaneTimes> times;
  for (const Lane& lane : lanes_) times.push_back(lane_times(lane.work));
  for (const std::size_t i : busiest_first(times)) {
    if (periods_) {
      add_periods(lanes_[i].worker_id, lanes_[i].work, rows);
    } else {
      rows.push_back(total_of(i, times[i], retries[i]));
    }
  }
}

}  // namespace tracewh::analysis
