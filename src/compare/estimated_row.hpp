#pragma once

#include "compare/comparison.hpp"
#include "compare/shift.hpp"

namespace tracewh::compare {

/// The row of one measure as far as that alone tells it: all but the q-value and the verdict, and with
/// evidence from runs against runs without the p-value, too.
Row estimated_row(const Measure& measure, ShiftEstimator& shifts);

}  // namespace tracewh::compare
