#pragma once

#include "base/file_descriptor.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace tracewh::store {

/// Takes the place of a file at once, or not at all: it is written beside it, and moved over it by
/// commit(). Whoever makes one holds the file's lock.
class ReplacementFile {
 public:
  /// `file` exists; its owner and permissions are taken over. Throws base::Error when nothing can be
  /// written beside it.
  explicit ReplacementFile(const std::filesystem::path& file);
  /// Removes what was written, unless it was committed.
  ~ReplacementFile();
  ReplacementFile(const ReplacementFile&) = delete;
  ReplacementFile& operator=(const ReplacementFile&) = delete;

  /// Appends. Throws base::Error when the disk is full or fails.
  void write(std::string_view bytes);

  /// Replaces the file; after it returns, that outlasts a loss of power. Throws base::Error as write().
  void commit();

  std::uint64_t size() const { return size_; }

  /// Removes what a process that was killed left beside `file`.
  static void remove_unfinished(const std::filesystem::path& file);

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path target_;
  std::filesystem::path part_;
  base::FileDescriptor descriptor_;
  std::uint64_t size_ = 0;
};

}  // namespace tracewh::store
