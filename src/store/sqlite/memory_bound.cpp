#include "store/sqlite/memory_bound.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <malloc.h>
#include <utility>

namespace tracewh::store {
namespace {

constexpr std::int64_t kUnbounded = std::numeric_limits<std::int64_t>::max();

/// What SQLite got on this thread and did not give back; negative where it gives back what another got.
thread_local std::int64_t held_bytes = 0;
thread_local std::int64_t most_bytes = kUnbounded;

std::int64_t size_of(void* memory) { return static_cast<std::int64_t>(malloc_usable_size(memory)); }

void* allocate(int bytes) {
  if (held_bytes > most_bytes - bytes) return nullptr;
  void* memory = std::malloc(static_cast<std::size_t>(bytes));
  held_bytes += size_of(memory);
  return memory;
}

void release(void* memory) {
  held_bytes -= size_of(memory);
  std::free(memory);
}

void* resize(void* memory, int bytes) {
  const std::int64_t before = size_of(memory);
  if (held_bytes - before > most_bytes - bytes) return nullptr;
  void* resized = std::realloc(memory, static_cast<std::size_t>(bytes));
  if (resized != nullptr) held_bytes += size_of(resized) - before;
  return resized;
}

int size(void* memory) { return static_cast<int>(size_of(memory)); }

int round_up(int bytes) { return (bytes + 7) & ~7; }

int begin(void*) { return SQLITE_OK; }

void end(void*) {}

}  // namespace

MemoryBound::MemoryBound(std::int64_t bytes)
    : outer_(std::exchange(most_bytes, std::min(most_bytes, bytes))) {}

MemoryBound::~MemoryBound() { most_bytes = outer_; }

void MemoryBound::install() {
  static const sqlite3_mem_methods kMethods{allocate, release, resize, size, round_up, begin, end, nullptr};
  static const int kInstalled = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK
                                    ? sqlite3_config(SQLITE_CONFIG_MALLOC, &kMethods)
                                    : SQLITE_MISUSE;
  static_cast<void>(kInstalled);
}

CountedMemory::~CountedMemory() { held_bytes -= bytes_; }

bool CountedMemory::add(std::int64_t bytes, std::int64_t most) {
  bytes_ += bytes;
  held_bytes += bytes;
  return held_bytes <= std::min(most, most_bytes);
}

}  // namespace tracewh::store
