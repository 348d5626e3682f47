#pragma once

#include "cli/io.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace tracewh::cli {

/// A database of the given files that exists only as long as this object does.
class ScratchDatabase {
 public:
  ScratchDatabase(const std::vector<std::string>& files, Io& io);
  ~ScratchDatabase();
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;

  std::string path() const;

  /// Removes it already now; what has it open may go on with it.
  void remove() noexcept;

 private:
  std::filesystem::path directory_;
};

}  // namespace tracewh::cli
