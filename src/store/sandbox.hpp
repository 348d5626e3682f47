#pragma once

struct sqlite3;

namespace tracewh::store {

/// Confines a connection for good: SQL can read tables and views of this one file and call SQLite's pure
/// functions, and nothing else; the sizes of its values and programs are bounded.
void confine(sqlite3* connection);

}  // namespace tracewh::store
