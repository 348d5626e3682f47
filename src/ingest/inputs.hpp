#pragma once

#include <string>
#include <vector>

namespace tracewh::ingest {

/// A file to ingest.
struct Input {
  std::string path;
  bool named = true;         ///< by the user; false when it was found in a directory
  std::string unreadable{};  ///< why an entry of a directory cannot be read; empty for a file
};

/// The files that `paths` stand for: files and `-` as they are, directories with all regular files below
/// them in order of their names, hidden ones left out. An entry that cannot be read costs only itself.
std::vector<Input> list_inputs(const std::vector<std::string>& paths);

}  // namespace tracewh::ingest
