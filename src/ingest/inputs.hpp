#pragma once

#include <string>
#include <vector>

namespace tracewh::ingest {

/// A file to ingest.
struct Input {
  std::string path;
  bool named = true;  ///< by the user; false when it was found in a directory
};

/// The files that `paths` stand for: files and `-` as they are, directories with all regular files below
/// them in order of their names, hidden ones left out. Throws base::Error when a directory cannot be read.
std::vector<Input> list_inputs(const std::vector<std::string>& paths);

}  // namespace tracewh::ingest
