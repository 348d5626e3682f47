#pragma once

#include <cstddef>

namespace tracewh::net::test {

/// While it lives, allocations of so many bytes or more fail, on all threads of the test program.
class FailingAllocations {
 public:
  explicit FailingAllocations(std::size_t from_bytes);
  ~FailingAllocations();
  FailingAllocations(const FailingAllocations&) = delete;
  FailingAllocations& operator=(const FailingAllocations&) = delete;
};

}  // namespace tracewh::net::test
