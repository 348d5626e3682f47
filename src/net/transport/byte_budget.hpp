#pragma once

#include <atomic>
#include <cstddef>

namespace tracewh::net {

/// Memory that many share. Safe on all threads.
class ByteBudget {
 public:
  explicit ByteBudget(std::size_t limit) : limit_(limit) {}

  std::size_t used() const { return used_; }
  bool exhausted() const { return used_ >= limit_; }

  /// What one user holds of a budget; given back at the end.
  class Share {
   public:
    explicit Share(ByteBudget& budget) : budget_(budget) {}
    ~Share() { budget_.used_ -= held_; }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    /// False, and nothing is taken, when there is not as much left.
    bool grow(std::size_t bytes) {
      if (budget_.used_.fetch_add(bytes) + bytes > budget_.limit_) {
        budget_.used_ -= bytes;
        return false;
      }
      held_ += bytes;
      return true;
    }

   private:
    ByteBudget& budget_;
    std::size_t held_ = 0;
  };

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> used_{0};
};

}  // namespace tracewh::net
