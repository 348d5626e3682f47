#pragma once

#include "store/sqlite/connection.hpp"

#include <string>

namespace tracewh::store {

/// The schema version that this program writes.
inline constexpr int kSchemaVersion = 8;

/// Reads the schema version of an open database; 0 when it is empty. Throws base::Error when the file
/// belongs to another application, or to a newer tracewh.
int read_schema_version(const Connection& database, const std::string& file);

}  // namespace tracewh::store
