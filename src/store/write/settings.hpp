#pragma once

#include "store/write/writer_database.hpp"

#include <string>

namespace tracewh::store {

/// The database's own salt for redacted values: 32 random bytes, made when it is first asked for. Throws
/// base::Error when the database fails or the system has no randomness.
std::string redaction_salt(WriterDatabase& database);

}  // namespace tracewh::store
