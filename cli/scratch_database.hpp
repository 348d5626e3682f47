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

 private:
  std::filesystem::path directory_;
};

}  // namespace tracewh::cli
