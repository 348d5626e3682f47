#include "ingest/inputs.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace tracewh::ingest {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

std::vector<Input> list_directory(const std::string& directory) {
  std::vector<Input> inputs;
  try {
    for (auto at = fs::recursive_directory_iterator(directory); at != fs::recursive_directory_iterator();
         ++at) {
      if (is_hidden(at->path())) {
        if (at->is_directory()) at.disable_recursion_pending();
      } else if (at->is_regular_file()) {
        inputs.push_back({at->path().string(), false});
      }
    }
  } catch (const fs::filesystem_error& error) {
    throw base::Error(base::ErrorCode::kOperational,
                      fmt::format("cannot read the directory {}: {}", directory, error.code().message()));
  }
  std::ranges::sort(inputs, {}, &Input::path);
  return inputs;
}

}  // namespace

std::vector<Input> list_inputs(const std::vector<std::string>& paths) {
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    if (path != "-" && fs::is_directory(path)) {
      std::ranges::move(list_directory(path), std::back_inserter(inputs));
    } else {
      inputs.push_back({path, true});
    }
  }
  return inputs;
}

}  // namespace tracewh::ingest
