#pragma once

#include "render/style.hpp"
#include "tree/tree_position.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tracewh::render {

/// Chooses at most `limit` nodes to draw (0: all): the `wanted` ones and what is above them as far as they
/// fit, then the nodes nearest to the roots. The parent of a chosen node is chosen too.
std::vector<bool> choose_nodes(std::span<const tree::TreePosition> positions,
                               std::span<const std::uint32_t> wanted, std::size_t limit);

/// One line of a drawn tree.
struct OutlineLine {
  std::uint32_t node = tree::kNone;  ///< kNone: the line stands for nodes that are not drawn
  std::uint64_t hidden = 0;          ///< how many those are
  std::string prefix;                ///< connectors before the node
  std::string continuation;          ///< connectors before a second line about the same node
};

/// Draws the connectors of a tree from top to bottom. Deep levels are numbered instead of indented, so that
/// a line stays readable at any depth.
class Outline {
 public:
  /// `positions` and `shown` must outlive the outline.
  Outline(std::span<const tree::TreePosition> positions, const std::vector<bool>& shown, const Style& style);

  /// The next line, or none at the end.
  std::optional<OutlineLine> next();

 private:
  std::size_t parent_slot(std::uint32_t node) const;
  bool is_last(std::uint32_t node) const;
  std::string indent(std::size_t levels) const;
  OutlineLine node_line(std::uint32_t node);
  OutlineLine hidden_line(std::size_t slot);

  std::span<const tree::TreePosition> positions_;
  const std::vector<bool>& shown_;
  Style style_;
  std::size_t max_levels_;
  std::vector<std::uint32_t> last_child_;  ///< by parent, the roots' after the last node
  std::vector<std::uint32_t> hidden_;      ///< nodes not drawn below each parent, likewise
  std::vector<std::uint32_t> open_;        ///< the nodes above the next one
  std::uint32_t next_ = 0;
};

}  // namespace tracewh::render
