#pragma once

#include "analysis/clock_alignment.hpp"
#include "model/trace_summary.hpp"
#include "query/arguments.hpp"
#include "query/trace_loader.hpp"
#include "search/matched_trace.hpp"
#include "search/question.hpp"
#include "search/trace_joins.hpp"
#include "store/read/reader.hpp"
#include "tree/trace_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace tracewh::search {

/// How traces are changed before anybody looks at them. What is stored stays as it is.
struct TreeChanges {
  bool joined = false;    ///< traces that belong together are one, see TraceJoins
  bool fix_skew = false;  ///< clocks are made to agree, see analysis::build_aligned_tree()
};

/// The changes that a question of an analysis asks for, by the values of its parameters.
TreeChanges changes_of(std::span<const query::Argument> arguments);

/// The same, of any question.
TreeChanges changes_of(const Question& question);

/// A trace as it is shown.
struct LoadedTrace {
  model::TraceSummary summary;
  tree::TraceTree tree;
};

/// Loads many traces, one after another. `reader` must outlive it. Throws base::Error.
class TreeLoader {
 public:
  explicit TreeLoader(store::Reader& reader, TreeChanges changes = {},
                      query::Payloads payloads = query::Payloads::kLeave);

  /// `traces`, of those that belong together the one on top alone, with the matches of all.
  std::vector<MatchedTrace> distinct(std::vector<MatchedTrace> traces);

  /// The traces that belong to one, and the joins that tell so, which count as used.
  JoinedGroup joined_to(const query::TraceKey& trace);

  /// Whether a trace is not below another one to which it belongs.
  bool is_top(const query::TraceKey& trace);

  /// The tree of a trace, at most so many spans of it, and of those that belong to it.
  tree::TraceTree tree(const query::TraceKey& trace, std::size_t max_spans = query::kMaxSpans);

  /// The same, with its summary.
  LoadedTrace load(const query::TraceKey& trace);

  /// What was changed in the traces that were loaded.
  std::vector<std::string> notes() const;

 private:
  struct Moved {
    std::uint64_t traces = 0;
    std::int64_t most_ns = 0;  ///< the largest shift, either way
  };

  JoinedGroup group_of(const query::TraceKey& trace);
  tree::TraceTree build(const JoinedGroup& group, std::size_t max_spans);
  void count(const JoinedGroup& group, const std::vector<analysis::ClockShift>& shifts);

  query::SummaryLoader summaries_;
  query::TraceLoader traces_;
  TreeChanges changes_;
  std::optional<TraceJoins> joins_;
  std::set<model::TraceId> counted_;                 ///< traces that were loaded before
  std::map<std::string, std::uint64_t> used_joins_;  ///< by rule
  std::map<std::string, Moved> moved_;               ///< by service
};

}  // namespace tracewh::search
