#pragma once

#include <filesystem>
#include <fstream>
#include <iosfwd>
#include <string>

namespace tracewh::cli {

/// A file that appears whole or not at all: it is written beside its place and moved there by commit().
/// What is no regular file, such as a pipe, is written as it is.
class OutputFile {
 public:
  /// Throws base::Error when the file cannot be made.
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream() { return stream_; }

  /// Throws base::Error when not everything could be written.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path written_;  ///< the target itself, or the file beside it
  std::ofstream stream_;
};

/// Throws base::Error when an OutputFile could not be made there. Nothing is left behind.
void require_writable(const std::string& path);

}  // namespace tracewh::cli
