#pragma once

#include "query/arguments.hpp"
#include "query/definition.hpp"

#include <span>
#include <string>

namespace tracewh::query {

/// The query as a script for the plain `sqlite3` shell: `.parameter` lines that set the values, then the SQL.
/// https://sqlite.org/cli.html#sql_parameters
std::string shell_script(const QueryDefinition& query, std::span<const Argument> arguments);

}  // namespace tracewh::query
