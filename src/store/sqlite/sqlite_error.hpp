#pragma once

#include "base/error.hpp"

#include <string>

struct sqlite3;

namespace tracewh::store {

/// The database file does not hold what it should; trying again does not help.
class DamagedDatabase : public base::Error {
 public:
  using base::Error::Error;
};

/// The file does not even begin like a database: it may be something else than a damaged one.
class NotADatabase : public DamagedDatabase {
 public:
  using DamagedDatabase::DamagedDatabase;
};

/// Throws base::Error for the failure that `connection` reports, as a sentence that says what to do
/// about it: the disk is full, the file is damaged (DamagedDatabase), somebody else holds it.
[[noreturn]] void throw_sqlite_error(sqlite3* connection, const std::string& file);

/// The same for a result code and SQLite's message of a connection that only reads, or also writes.
[[noreturn]] void throw_sqlite_error(int code, const std::string& message, const std::string& file,
                                     bool only_reads);

}  // namespace tracewh::store
