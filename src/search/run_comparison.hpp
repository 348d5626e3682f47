#pragma once

#include "compare/comparison.hpp"
#include "search/run_values.hpp"
#include "search/stored_run.hpp"
#include "store/read/reader.hpp"

#include <string>
#include <vector>

namespace tracewh::search {

/// Runs of one database, the one that began first at the front. `reader` must outlive it.
struct RunSide {
  store::Reader& reader;
  std::vector<StoredRun> runs;
};

/// A row, and what of its example traces explains it.
struct ComparedRow {
  compare::Row row;
  std::string grew;  ///< on the critical path; empty when nothing is known of it
};

/// Compares the runs of both sides by what is asked for, see compare::compare_runs(). The first regressions
/// name example traces. Throws base::Error.
std::vector<ComparedRow> compare_sides(const RunSide& base, const RunSide& head, MeasureChoice choice,
                                       const compare::Rules& rules);

}  // namespace tracewh::search
