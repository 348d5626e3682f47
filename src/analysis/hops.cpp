#include "analysis/hops.hpp"

#include "analysis/cells.hpp"
#include "analysis/percentile.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

namespace tracewh::analysis {
namespace {

std::vector<std::string> columns_by(std::string_view by) {
  if (by.empty()) {
    return {"trace_id", "span_id",  "worker_span_id", "worker_id", "task_id",    "sender",
            "send_ns",  "queue_ns", "work_ns",        "reply_ns",  "collect_ns", "rule"};
  }
  return {"key",          "hops",           "without_worker", "queue_p50_ns", "queue_p95_ns",
          "work_p50_ns",  "work_p95_ns",    "send_p50_ns",    "send_p95_ns",  "reply_p50_ns",
          "reply_p95_ns", "collect_p50_ns", "collect_p95_ns"};
}

model::Value span_cell_of(const tree::TraceTree& tree, std::uint32_t node) {
  return node == tree::kNone ? model::Value() : span_cell(tree, node);
}

model::Row row_of(const tree::TraceTree& tree, const HopParties& parties, const HandOff& hand_off,
                  const HopTimes& times) {
  return {trace_cell(tree, hand_off.send == tree::kNone ? hand_off.worker : hand_off.send),
          span_cell_of(tree, hand_off.send),
          span_cell_of(tree, hand_off.worker),
          text_cell(parties.worker_id(hand_off)),
          text_cell(parties.task_id(hand_off)),
          text_cell(parties.sender(hand_off)),
          duration_cell(times.send_ns),
          duration_cell(times.queue_ns),
          duration_cell(times.work_ns),
          duration_cell(times.reply_ns),
          duration_cell(times.collect_ns),
          text_cell(to_string(hand_off.rule))};
}

void keep(std::vector<std::int64_t>& values, std::optional<std::int64_t> value) {
  if (value) values.push_back(*value);
}

}  // namespace

Hops::Hops(const Options& options) : Analysis(columns_by(options.text("by"))), by_(options.text("by")) {}

void Hops::add(const tree::TraceTree& tree, std::vector<model::Row>& rows) {
  const HopParties parties(tree);
  HopTimer timer(tree);
  for (const HandOff& hand_off : hand_offs(tree, reader_)) {
    const HopTimes times = timer.measure(hand_off);
    if (by_.empty()) {
      rows.push_back(row_of(tree, parties, hand_off, times));
    } else {
      add_up(hand_off, times, sums_[std::string(key_of(parties, hand_off))]);
    }
  }
}

std::string_view Hops::key_of(const HopParties& parties, const HandOff& hand_off) const {
  if (by_ == "worker") return parties.worker_id(hand_off);
  return by_ == "sender" ? parties.sender(hand_off) : parties.task_type(hand_off);
}

void Hops::add_up(const HandOff& hand_off, const HopTimes& times, Sum& sum) {
  ++sum.hops;
  sum.without_worker += hand_off.worker == tree::kNone ? 1 : 0;
  keep(sum.send_ns, times.send_ns);
  keep(sum.queue_ns, times.queue_ns);
  keep(sum.work_ns, times.work_ns);
  keep(sum.reply_ns, times.reply_ns);
  keep(sum.collect_ns, times.collect_ns);
}

void Hops::finish(std::vector<model::Row>& rows) {
  std::vector<std::pair<const std::string, Sum>*> sums;
  for (auto& entry : sums_) sums.push_back(&entry);
  std::ranges::stable_sort(sums, std::greater(), [](const auto* entry) { return entry->second.hops; });
  for (auto* entry : sums) {
    Sum& sum = entry->second;
    model::Row row{text_cell(entry->first), count_cell(sum.hops), count_cell(sum.without_worker)};
    for (auto* values : {&sum.queue_ns, &sum.work_ns, &sum.send_ns, &sum.reply_ns, &sum.collect_ns}) {
      for (const std::uint32_t percent : {50U, 95U})
        row.push_back(duration_cell(percentile(*values, percent)));
    }
    rows.push_back(std::move(row));
  }
}

}  // namespace tracewh::analysis
