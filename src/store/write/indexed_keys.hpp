#pragma once

#include "store/write/writer_database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tracewh::store {

/// Indexes the attributes of this key, those of stored spans and of all that come, in a transaction of its
/// own. Gives the number of stored ones; none when the key is indexed already. Throws base::Error.
std::optional<std::int64_t> add_indexed_key(WriterDatabase& database, const std::string& key);

/// Drops the index of a key; false when there is none. Throws base::Error.
bool drop_indexed_key(WriterDatabase& database, const std::string& key);

}  // namespace tracewh::store
