#pragma once

#include "store/seekable/seekable_writer.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace tracewh::store {

/// Strong compression at a speed that an ingest does not notice much.
inline constexpr int kDefaultCompressionLevel = 9;

/// The sizes of a file before and after it was rewritten.
struct Rewritten {
  std::uint64_t bytes_before;
  std::uint64_t bytes_after;
};

/// Replaces a database by its compacted form, in which it can be read and not written. Waits up to
/// `lock_timeout` for a writer. None when it is compacted already. Throws base::Error when it is not a
/// tracewh database, somebody reads what is not yet moved from its log, or the disk is full; the database
/// then stays as it is.
std::optional<Rewritten> compact(const std::filesystem::path& file, int level,
                                 std::chrono::milliseconds lock_timeout, const OnBytesRead& on_bytes_read);

/// Replaces a compacted database by the plain one, byte for byte. None when it is plain already. Throws
/// base::Error when it is damaged or the disk is full; the database then stays as it is.
std::optional<Rewritten> expand(const std::filesystem::path& file, std::chrono::milliseconds lock_timeout,
                                const OnBytesRead& on_bytes_read);

/// Makes a database ready for a writer, who holds its lock: expands it when it is compacted, and removes
/// what a compaction left that was killed. Throws base::Error as expand() does.
void make_writable(const std::filesystem::path& file);

}  // namespace tracewh::store
