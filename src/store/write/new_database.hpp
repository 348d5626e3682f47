#pragma once

#include <filesystem>

namespace tracewh::store {

/// Makes an empty database of the current schema, unless something is at its place. It appears whole, at
/// once, and when it is on the disk: loss of power leaves all of it or nothing. Whoever calls holds the
/// file's lock. Throws base::Error.
void make_new_database(const std::filesystem::path& file);

}  // namespace tracewh::store
