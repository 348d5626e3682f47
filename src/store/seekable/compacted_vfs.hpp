#pragma once

namespace tracewh::store {

/// The name of an SQLite VFS (https://sqlite.org/vfs.html) that shows databases in the zstd seekable format
/// as the plain ones, read-only; registered with SQLite when it is first asked for.
const char* compacted_vfs();

}  // namespace tracewh::store
