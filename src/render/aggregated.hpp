#pragma once

#include "render/style.hpp"
#include "tree/aggregated_tree.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Draws an aggregated tree for people: a table whose names are indented as a tree.
void write_aggregated(const tree::AggregatedTree& tree, const Style& style, std::ostream& out);

}  // namespace tracewh::render
