#pragma once

#include "search/run_comparison.hpp"

#include <span>

namespace tracewh::search {

/// Gives each row an example trace of the newest run of each side - one that failed, one with the most calls,
/// one with a span about as long as the side's value, whatever the metric is about - and tells what takes
/// longer on the critical path of the head's. Paths and summaries have no examples. Throws base::Error.
void explain_regressions(const RunSide& base, const RunSide& head, std::span<ComparedRow> rows);

}  // namespace tracewh::search
