#pragma once

#include "analysis/analysis.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// The rows that the analysis of that name makes of the traces, each as the values of `columns`, or of all,
/// with a blank between them and `-` for NULL.
std::vector<std::string> ask_analysis(std::string_view name, const std::vector<tree::TraceTree>& trees,
                                      const std::vector<std::string>& columns = {},
                                      const Options& options = {});

/// The trees, which cannot be copied, as a vector.
template <typename... Trees>
std::vector<tree::TraceTree> all(Trees&&... trees) {
  std::vector<tree::TraceTree> all;
  (all.push_back(std::forward<Trees>(trees)), ...);
  return all;
}

using Lines = std::vector<std::string>;

}  // namespace tracewh::analysis
