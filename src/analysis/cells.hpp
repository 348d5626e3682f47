#pragma once

#include "model/row_set.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

/// The values of which rows of analyses consist.
namespace tracewh::analysis {

/// Text that is not there is NULL, as in the view `spans`.
model::Value text_cell(std::string_view text);
model::Value count_cell(std::uint64_t count);
/// NULL for none; of a time also when it is unknown.
model::Value duration_cell(std::optional<std::int64_t> duration_ns);
model::Value time_cell(std::int64_t time_ns);
/// `part` as a fraction of `whole`; NULL where there is no whole.
model::Value ratio_cell(std::int64_t part, std::int64_t whole);

/// The IDs of the span at a node and of its trace, in hexadecimal.
model::Value trace_cell(const tree::TraceTree& tree, std::uint32_t node);
model::Value span_cell(const tree::TraceTree& tree, std::uint32_t node);

/// A row of these values, none of which is copied as those of a list in braces are.
template <typename... Cells>
model::Row row_of(Cells&&... cells) {
  model::Row row;
  row.reserve(sizeof...(cells));
  (row.emplace_back(std::forward<Cells>(cells)), ...);
  return row;
}

}  // namespace tracewh::analysis
