#pragma once

struct sqlite3;

namespace tracewh::store {

/// Confines a connection for good: SQL can read tables and views of this one file and call SQLite's pure
/// functions, and nothing else; the sizes of its values and programs are bounded.
void confine(sqlite3* connection);

/// While it lives, SQL can read, and write nothing but temporary tables and views.
class TemporaryWrites {
 public:
  explicit TemporaryWrites(sqlite3* connection);
  ~TemporaryWrites();
  TemporaryWrites(const TemporaryWrites&) = delete;
  TemporaryWrites& operator=(const TemporaryWrites&) = delete;

 private:
  sqlite3* connection_;
};

}  // namespace tracewh::store
