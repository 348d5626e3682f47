#pragma once

#include "model/row_set.hpp"
#include "search/run_comparison.hpp"

#include <string>
#include <vector>

/// Comparisons of runs as they are asked for in text, by options or by HTTP.
namespace tracewh::search {

/// What is compared and how.
struct ComparisonOptions {
  std::vector<std::string> levels;      ///< see compare::find_level(); none: all but paths
  std::vector<std::string> metrics;     ///< see compare::find_metric(); none: those that need no span
  std::vector<std::string> tolerances;  ///< see compare::Tolerances::set()
  bool single_run = false;
};

/// Compares runs; `base` and `head` as select_runs() has them. No run of the head is one of the base. Throws
/// base::Error: usage when the options cannot be read, unanswerable when a side has no runs.
std::vector<ComparedRow> compare_runs(const ComparisonOptions& options, store::Reader& base_reader,
                                      const std::string& base, store::Reader& head_reader,
                                      const std::string& head);

/// The rows with values as numbers.
model::RowSet exact_rows(const std::vector<ComparedRow>& rows);

}  // namespace tracewh::search
