#pragma once

#include <cstdint>
#include <filesystem>

namespace tracewh::store {

/// Renames a damaged database that nobody has open, with its log, such that a new one can take its place and
/// the old one can be looked at: `traces.db.damaged-20261121T101500Z`. Gives the new name. Throws base::Error
/// when it cannot be renamed.
std::filesystem::path quarantine(const std::filesystem::path& file, std::int64_t now_ns);

/// Whether a connection of its own finds damage in the database, which it reads as a whole. A disk that fails
/// to read looks like damage for a moment, and is none.
bool is_damaged(const std::filesystem::path& file);

}  // namespace tracewh::store
