#pragma once

#include "store/seekable/replacement_file.hpp"

#include <cstdint>
#include <functional>

namespace tracewh::store {

/// Told how many bytes of a file were read so far; what it throws ends the work.
using OnBytesRead = std::function<void(std::uint64_t bytes)>;

/// Writes what the open file `source` holds to `target` in the zstd seekable format, at a level from 1 to 19,
/// on all processors. Each frame carries a checksum of its content. Throws base::Error when a file or the
/// disk fails.
void write_seekable(int source, ReplacementFile& target, int level, const OnBytesRead& on_bytes_read);

}  // namespace tracewh::store
