#pragma once

#include "model/ids.hpp"
#include "store/totals/span_facts.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::store {

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
  std::vector<std::int64_t> services;  ///< ascending; 0 for spans without one
  std::vector<std::int64_t> actors;    ///< ascending; see SpanFacts::actor
  std::vector<std::int64_t> workers;   ///< ascending
  std::vector<std::int64_t> runs;      ///< to which it belongs, or which it joins with the next flush
  std::int64_t root_start_ns = 0;
  bool stale = false;  ///< spans changed in a way that only all of them together can tell

  /// Counts a span that is new in the trace.
  void add(const SpanFacts& span);
  /// Counts `now` in the place of `before`, which had its ID and its parent. False when only all spans
  /// together can tell the row: another one may be the first, the last or the only one of its service.
  bool replace(const SpanFacts& before, const SpanFacts& now);
  /// Counts `now`, which takes over the ID and the parent of `before`; that stays, under another ID, below
  /// `now`. False as in replace().
  bool add_above(const SpanFacts& before, const SpanFacts& now);
  /// Notes that an error reply counts against a stored span; `first` when it is its first evidence.
  void add_error_reply(std::int64_t span_id, bool first);
  /// Forgets all spans.
  void clear();

 private:
  void consider_root(const SpanFacts& span);
  bool replace_root(const SpanFacts& before, const SpanFacts& now);
  void set_root(const SpanFacts& span);
  void cover(const SpanFacts& span);
};

}  // namespace tracewh::store
