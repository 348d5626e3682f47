#include "search/trace_joins.hpp"

#include "query/internal_query.hpp"
#include "query/trace_loader.hpp"
#include "tree/trace_tree.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace tracewh::search {
namespace {

constexpr query::InternalQuery kStored = query::kTraceJoins;

model::SpanId span_id(const store::Statement& row, int column) {
  return {static_cast<std::uint64_t>(row.integer(column))};  // NULL reads as 0, which stands for none
}

/// The join on whose row the statement stands.
UsedJoin stored_join(const store::Statement& row) {
  return {{row.trace_id(kStored["trace_id"]), span_id(row, kStored["span_id"]),
           row.trace_id(kStored["parent_trace_id"]), span_id(row, kStored["parent_span_id"])},
          std::string(row.text(kStored["rule"]))};
}

/// Collects a group from one of its traces outwards.
class GroupCollector {
 public:
  explicit GroupCollector(query::TraceFinder& finder) : finder_(finder) {}

  bool has_next() const { return next_ < traces_.size(); }
  model::TraceId next() { return traces_[next_++].id; }

  void add(const query::TraceKey& trace) {
    if (known_.emplace(trace.id, true).second) traces_.push_back(trace);
  }

  /// Takes a join, unless its other trace is no longer stored, or belongs elsewhere by another join.
  void add(const UsedJoin& used) {
    const tree::Join& join = used.join;
    if (!is_stored(join.trace_id) || !is_stored(join.parent_trace_id)) return;
    if (is_above(join.trace_id, join.parent_trace_id)) return;
    const auto above = above_.emplace(join.trace_id, join.parent_trace_id).first;
    if (above->second == join.parent_trace_id) joins_.emplace(std::pair(join.trace_id, join.span_id), used);
  }

  JoinedGroup finish() {
    std::ranges::sort(traces_, {}, [this](const query::TraceKey& trace) {
      return std::pair(above_.contains(trace.id), trace.id);
    });
    JoinedGroup group{std::move(traces_), {}};
    for (auto& [root, join] : joins_) group.joins.push_back(std::move(join));
    return group;
  }

 private:
  bool is_stored(const model::TraceId& id) {
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second;
    const std::optional<query::TraceKey> trace = finder_.find(id);
    known_.emplace(id, trace.has_value());
    if (trace) traces_.push_back(*trace);
    return trace.has_value();
  }

  /// Whether `trace` is `other`, or stands above it.
  bool is_above(const model::TraceId& trace, const model::TraceId& other) const {
    if (trace == other) return true;
    for (auto at = above_.find(other); at != above_.end(); at = above_.find(at->second)) {
      if (at->second == trace) return true;
    }
    return false;
  }

  query::TraceFinder& finder_;
  std::vector<query::TraceKey> traces_;
  std::map<model::TraceId, bool> known_;  ///< whether they are stored
  std::map<model::TraceId, model::TraceId> above_;
  std::map<std::pair<model::TraceId, model::SpanId>, UsedJoin> joins_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<analysis::Join> find_joins(store::Reader& reader) {
  query::TraceLoader loader(reader, query::Payloads::kLoad);
  content::ContentReader content;
  analysis::JoinFinder finder;
  query::each_trace(reader, [&](const query::TraceKey& trace) {
    finder.add(tree::build_tree(loader.load(trace, kMostSpans)), content);
  });
  return finder.find();
}

TraceJoins::TraceJoins(store::Reader& reader) : finder_(reader) {
  store::Statement has_joins = query::prepare(reader, query::kHasJoins);
  if (has_joins.step() && has_joins.integer(query::kHasJoins["has_joins"]) != 0) {
    stored_.emplace(query::prepare(reader, query::kTraceJoins));
    return;
  }
  for (const analysis::Join& join : find_joins(reader)) {
    if (join.confidence < 1) continue;
    const UsedJoin used{{join.root.trace_id, join.root.span_id, join.parent.trace_id, join.parent.span_id},
                        std::string(join.rule)};
    found_.emplace(join.root.trace_id, used);
    found_.emplace(join.parent.trace_id, used);
  }
}

std::vector<UsedJoin> TraceJoins::joins_of(const model::TraceId& trace) {
  std::vector<UsedJoin> joins;
  if (stored_) {
    const std::string_view bytes(reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size());
    stored_->reset();
    stored_->bind(kStored.parameter("trace_id"), store::BlobView{bytes});
    while (stored_->step()) joins.push_back(stored_join(*stored_));
    return joins;
  }
  const auto [first, last] = found_.equal_range(trace);
  std::transform(first, last, std::back_inserter(joins), [](const auto& entry) { return entry.second; });
  return joins;
}

JoinedGroup TraceJoins::group_of(const query::TraceKey& trace) {
  GroupCollector group(finder_);
  group.add(trace);
  while (group.has_next()) {
    for (const UsedJoin& join : joins_of(group.next())) group.add(join);
  }
  return group.finish();
}

}  // namespace tracewh::search
