#pragma once

#include <string_view>

namespace tracewh::store {

/// The SQL under `-- name: <name>` in schema/statements/. Throws std::out_of_range for an unknown name.
std::string_view named_statement(std::string_view name);

}  // namespace tracewh::store
