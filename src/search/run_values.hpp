#pragma once

#include "search/run_key.hpp"
#include "search/stored_run.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace tracewh::search {

/// What is asked of runs.
struct MeasureChoice {
  std::set<compare::Level> levels;
  std::set<std::string_view> metrics;  ///< by name
  /// Whether to tell how far values vary by chance within a run, which is needed when runs are few.
  bool within_runs = false;

  bool wants(compare::Level level, const compare::Metric& metric) const {
    return levels.contains(level) && metrics.contains(metric.name);
  }
};

/// Whether the writer keeps no totals for it, so that all spans of a run are read.
bool reads_spans(compare::Level level, const compare::Metric& metric);

/// One metric of one thing in one run. The value is in the metric's unit.
struct RunValue {
  RunKey key;
  const compare::Metric* metric = nullptr;
  double value = 0;
  std::uint64_t observations = 0;
  std::optional<double> standard_error;  ///< see compare::Sample
};

/// What is asked of a run: from its totals, from its trees where these do not tell, or from a summary of it
/// where there is one. A run without tasks is counted by traces in their place. Throws base::Error.
std::vector<RunValue> run_values(store::Reader& reader, const StoredRun& run, const MeasureChoice& choice);

}  // namespace tracewh::search
