#pragma once

#include "render/style.hpp"
#include "tree/merged_tree.hpp"

#include <iosfwd>

namespace tracewh::render {

/// Draws an aggregated tree for people: a table whose names are indented as a tree.
void write_merged(const tree::MergedTree& tree, const Style& style, std::ostream& out);

}  // namespace tracewh::render
