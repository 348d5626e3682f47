#include "analysis/hops.hpp"

#include "analysis/cells.hpp"
#include "analysis/grouping.hpp"
#include "analysis/percentile.hpp"
#include "analysis/work_parts.hpp"

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

/// The node by which a hand-off is known to its sender.
std::uint32_t sent_node(const HandOff& hand_off) {
  return hand_off.send == tree::kNone ? hand_off.worker : hand_off.send;
}

/// Who is somebody and nearest above what was sent; else the service that sent it.
std::string_view sender_of(const tree::TraceTree& tree, const HandOff& hand_off) {
  const std::uint32_t above = tree.positions[sent_node(hand_off)].parent;
  for (std::uint32_t at = above; at != tree::kNone; at = tree.positions[at].parent) {
    if (tree.nodes[at].placeholder()) continue;
    const std::string_view actor = model::actor(tree.span_of(tree.nodes[at]));
    if (!actor.empty()) return actor;
  }
  const std::uint32_t sender = hand_off.send == tree::kNone ? above : hand_off.send;
  return tree.trace.service_of(tree.span_of(tree.nodes[sender]));
}

std::string_view worker_id_of(const tree::TraceTree& tree, const HandOff& hand_off) {
  return hand_off.worker == tree::kNone ? "" : worker_of(tree.span_of(tree.nodes[hand_off.worker]));
}

/// The task that the worker names, else that of the send, else of the nearest above it.
std::string_view task_of(const tree::TraceTree& tree, const HandOff& hand_off) {
  if (hand_off.worker != tree::kNone) {
    const auto own = tree.span_of(tree.nodes[hand_off.worker]).facet_text(model::Facet::kTaskId);
    if (!own.empty()) return own;
  }
  for (std::uint32_t at = sent_node(hand_off); at != tree::kNone; at = tree.positions[at].parent) {
    if (tree.nodes[at].placeholder()) continue;
    const auto task = tree.span_of(tree.nodes[at]).facet_text(model::Facet::kTaskId);
    if (!task.empty()) return task;
  }
  return {};
}

model::Value span_cell_of(const tree::TraceTree& tree, std::uint32_t node) {
  return node == tree::kNone ? model::Value() : span_cell(tree, node);
}

model::Row row_of(const tree::TraceTree& tree, const HandOff& hand_off, const HopTimes& times) {
  return {trace_cell(tree, hand_off.send == tree::kNone ? hand_off.worker : hand_off.send),
          span_cell_of(tree, hand_off.send),
          span_cell_of(tree, hand_off.worker),
          text_cell(worker_id_of(tree, hand_off)),
          text_cell(task_of(tree, hand_off)),
          text_cell(sender_of(tree, hand_off)),
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
  HopTimer timer(tree);
  for (const HandOff& hand_off : hand_offs(tree, reader_)) {
    const HopTimes times = timer.measure(hand_off);
    if (by_.empty()) {
      rows.push_back(row_of(tree, hand_off, times));
    } else {
      add_up(hand_off, times, sums_[key_of(tree, hand_off)]);
    }
  }
}

std::string Hops::key_of(const tree::TraceTree& tree, const HandOff& hand_off) const {
  if (by_ == "worker") return std::string(worker_id_of(tree, hand_off));
  if (by_ == "sender") return std::string(sender_of(tree, hand_off));
  return group_around(Grouping::kTaskType, tree, sent_node(hand_off));
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
