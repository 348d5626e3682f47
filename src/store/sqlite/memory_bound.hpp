#pragma once

#include <cstdint>

namespace tracewh::store {

/// While it lives, SQLite gets no more memory on this thread than to hold `bytes`; what needs more fails with
/// SQLITE_NOMEM.
///
/// SQLite's own limit counts for all of the process, so that a query could make a writer beside it fail, and
/// takes a lock for each allocation of the writer, too. So SQLite's account is off, and its memory is counted
/// by thread, which needs no lock: a connection is opened, used and closed on one.
class MemoryBound {
 public:
  explicit MemoryBound(std::int64_t bytes);
  ~MemoryBound();
  MemoryBound(const MemoryBound&) = delete;
  MemoryBound& operator=(const MemoryBound&) = delete;

  /// Makes SQLite's memory bounded. To be called before anything else of SQLite; has no effect later.
  static void install();

 private:
  std::int64_t outer_;  ///< the bound before
};

}  // namespace tracewh::store
