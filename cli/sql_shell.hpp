#pragma once

#include <string>

namespace tracewh::cli {

/// Runs sqlite3 on a database, which it opens only to read, to the end of the shell; its exit status. Throws
/// base::Error when the database cannot be read by it, or there is no such program.
int run_sql_shell(const std::string& database);

}  // namespace tracewh::cli
