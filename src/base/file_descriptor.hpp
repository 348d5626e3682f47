#pragma once

#include <unistd.h>
#include <utility>

namespace tracewh::base {

/// Owns an open file of the operating system.
class FileDescriptor {
 public:
  /// Takes over what open(2) gave; a negative number stands for none.
  explicit FileDescriptor(int number) : number_(number) {}
  ~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
  }
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int get() const { return number_; }

 private:
  int number_;
};

}  // namespace tracewh::base
