#pragma once

struct sqlite3;

namespace tracewh::store {

/// Moves the write-ahead log into the database and removes it, which leaves one self-contained file. Returns
/// SQLite's result code: SQLITE_BUSY when somebody reads. Only the holder of the database's lock may ask for
/// it.
int checkpoint_write_ahead_log(sqlite3* connection);

}  // namespace tracewh::store
