#pragma once

#include "base/file_descriptor.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace tracewh::store {

/// Takes the place of a file, or one that is still empty, at once or not at all: it is written beside it, and
/// moved there by commit(). Whoever makes one holds the file's lock.
class ReplacementFile {
 public:
  /// The owner and permissions of `file` are taken over; one that is new is for its owner alone. Throws
  /// base::Error when nothing can be written beside it.
  explicit ReplacementFile(const std::filesystem::path& file);
  /// Removes what was written, unless it was committed.
  ~ReplacementFile();
  ReplacementFile(const ReplacementFile&) = delete;
  ReplacementFile& operator=(const ReplacementFile&) = delete;

  /// Appends. Throws base::Error when the disk is full or fails.
  void write(std::string_view bytes);

  /// Replaces the file; after it returns, that outlasts a loss of power. Throws base::Error as write().
  void commit();

  /// Where it is until it is committed, for those who write it otherwise.
  const std::filesystem::path& path() const { return part_; }

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
