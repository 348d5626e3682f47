#pragma once

#include "model/ids.hpp"
#include "model/row_set.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The IDs of traces and spans in the rows of a query.
namespace tracewh::search {

/// The position of the column of that name.
std::optional<std::size_t> column_of(const std::vector<std::string>& columns, std::string_view name);

/// The ID in a row, as text or as its bytes; none for NULL. Throws base::Error (usage) for anything else.
std::optional<model::TraceId> trace_id_of(const model::Value& value);

/// The same of a span, whose ID is text; none for anything else.
std::optional<model::SpanId> span_id_of(const model::Value& value);

}  // namespace tracewh::search
