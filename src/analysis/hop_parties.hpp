#pragma once

#include "analysis/hand_off.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// Between whom the hand-offs of a trace go, and what they are about. The trace must outlive it; what there
/// is not is the empty text.
class HopParties {
 public:
  /// O(n), however deep the tree is.
  explicit HopParties(const tree::TraceTree& tree);

  std::string_view worker_id(const HandOff& hand_off) const;
  /// Who is somebody and nearest above what was sent; else the service that sent it.
  std::string_view sender(const HandOff& hand_off) const;
  /// The task that the worker names, else that of the send, else of the nearest above it.
  std::string_view task_id(const HandOff& hand_off) const;
  /// That of the send, else of the nearest above it.
  std::string_view task_type(const HandOff& hand_off) const;

 private:
  const model::Span& span(std::uint32_t node) const { return tree_.span_of(tree_.nodes[node]); }

  /// The text of what was sent, else of the nearest above it that has one, as `above` tells.
  std::string_view text_around(const HandOff& hand_off, model::Facet facet,
                               const std::vector<std::uint32_t>& above) const;

  const tree::TraceTree& tree_;
  std::vector<std::uint32_t> actors_;  ///< by node the nearest above who is somebody
  std::vector<std::uint32_t> tasks_;   ///< by node the nearest above that names a task
  std::vector<std::uint32_t> types_;   ///< by node the nearest above that names a type of task
};

}  // namespace tracewh::analysis
