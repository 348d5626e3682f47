#pragma once

#include <cstdint>

namespace tracewh::store {

/// While it lives, SQLite gets no more memory on this thread than to hold `bytes`, or what a bound around it
/// allows; what needs more fails with SQLITE_NOMEM.
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

/// Memory of the program that counts as if SQLite held it on this thread, as long as this lives there: the
/// rows of an answer.
class CountedMemory {
 public:
  CountedMemory() = default;
  ~CountedMemory();
  CountedMemory(const CountedMemory&) = delete;
  CountedMemory& operator=(const CountedMemory&) = delete;

  /// Counts `bytes` more; false when that is beyond the bound, or beyond `most`.
  bool add(std::int64_t bytes, std::int64_t most);

 private:
  std::int64_t bytes_ = 0;
};

}  // namespace tracewh::store
