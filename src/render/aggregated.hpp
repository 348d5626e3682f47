#pragma once

#include "model/row_set.hpp"
#include "render/style.hpp"
#include "tree/aggregated_tree.hpp"

#include <iosfwd>

namespace tracewh::render {

/// A row for each node, whose name is indented as in a tree.
model::RowSet aggregated_rows(const tree::AggregatedTree& tree, const Style& style);

/// Draws an aggregated tree for people: a table of these rows.
void write_aggregated(const tree::AggregatedTree& tree, const Style& style, std::ostream& out);

}  // namespace tracewh::render
