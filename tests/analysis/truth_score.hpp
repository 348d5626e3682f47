#pragma once

#include "analysis/known_truth.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// How an analysis did on a history.
struct Score {
  std::string_view analysis;
  std::size_t right = 0;            ///< facts that it found
  std::vector<std::string> missed;  ///< facts that it did not, as text
  std::vector<std::string> wrong;   ///< what it found and is no fact

  /// The part of what it found, and of what there was to find; 1 of nothing.
  double precision() const;
  double recall() const;
};

/// The analyses that find something, on one history.
std::vector<Score> score(const History& history);

/// Adds up what one analysis did on two histories.
void add_up(const std::vector<Score>& more, std::vector<Score>& scores);

}  // namespace tracewh::analysis
