#pragma once

#include "net/service.hpp"

#include <string>
#include <vector>

namespace tracewh::cli {

/// The file that tells scripts, while the program serves, where it listens.
class ReadyFile {
 public:
  /// Removes what an earlier program left, which would mislead. Nothing is ever done without a path.
  explicit ReadyFile(std::string path);
  ~ReadyFile();
  ReadyFile(const ReadyFile&) = delete;
  ReadyFile& operator=(const ReadyFile&) = delete;

  /// A line for each: its name and its address. Throws base::Error when the file cannot be written.
  void write(const std::vector<net::Listening>& listening) const;

 private:
  void remove() const;

  std::string path_;
};

}  // namespace tracewh::cli
