#include "net/failing_allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

std::atomic<std::size_t> failing_from{kNone};

}  // namespace

// The standard lets a program replace these. Other forms call them, but not where AddressSanitizer brings its
// own.
void* operator new(std::size_t size, const std::nothrow_t& /*nothrow*/) noexcept {
  return size < failing_from ? std::malloc(size == 0 ? 1 : size) : nullptr;
}

void* operator new(std::size_t size) {
  void* const memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }

void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace tracewh::net::test {

FailingAllocations::FailingAllocations(std::size_t from_bytes) { failing_from = from_bytes; }

FailingAllocations::~FailingAllocations() { failing_from = kNone; }

}  // namespace tracewh::net::test
