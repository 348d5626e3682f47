#pragma once

#include "model/ids.hpp"
#include "store/totals/span_facts.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tracewh::store {

/// A parent that stored spans name but that is not stored itself.
struct MissingParent {
  std::int64_t children = 0;
  bool error_reply = false;  ///< an error reply below it waits for the task above it
};

/// One row of `trace` in memory, and what is needed to bring it up to date span by span, in any order.
struct TraceRow {
  std::int64_t id = 0;
  model::TraceId trace_id;
  std::int64_t root_span_id = 0;
  std::int64_t root_name = 0;
  std::int64_t root_service = 0;
  bool has_root = false;
  std::int64_t start_ns = 0;     ///< 0 when no span has a known start
  std::int64_t end_ns = 0;       ///< 0 when no span has a known start
  std::int64_t duration_ns = 0;  ///< from start to end, or of a longer span whose start is unknown
  std::int64_t span_count = 0;
  std::int64_t error_count = 0;
  std::int64_t orphan_count = 0;
  std::int64_t open_count = 0;
  std::int64_t status = 0;
  std::vector<std::int64_t> services;                               ///< ascending; 0 for spans without one
  std::vector<std::int64_t> actors;                                 ///< ascending; see SpanFacts::actor
  std::vector<std::int64_t> workers;                                ///< ascending
  std::unordered_map<std::int64_t, MissingParent> missing_parents;  ///< by span ID
  std::int64_t root_start_ns = 0;

  /// Counts a span that is new in the trace.
  void add(const SpanFacts& span);
  /// Notes that an error reply counts against a stored span; `first` when it is its first evidence.
  void add_error_reply(std::int64_t span_id, bool first);
  /// Notes that a child of `parent` is stored and `parent` is not.
  MissingParent& add_orphan(std::int64_t parent);
  /// Notes that `span_id` is stored now. Gives what waited for it.
  std::optional<MissingParent> resolve(std::int64_t span_id);
  /// Forgets all spans.
  void clear();

 private:
  void consider_root(const SpanFacts& span);
};

}  // namespace tracewh::store
