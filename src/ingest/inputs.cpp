#include "ingest/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

namespace tracewh::ingest {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

std::string reason(const fs::path& path, const std::error_code& failed) {
  return fmt::format("cannot read {}: {}", path.string(), failed.message());
}

void add_directory(const fs::path& directory, std::vector<Input>& inputs);

void add_entry(const fs::directory_entry& entry, std::vector<Input>& inputs) {
  std::error_code failed;
  const fs::file_status status = entry.status(failed);
  if (failed && status.type() != fs::file_type::not_found) {
    inputs.push_back({entry.path().string(), false, reason(entry.path(), failed)});
  } else if (fs::is_directory(status) && !entry.is_symlink(failed)) {
    add_directory(entry.path(), inputs);
  } else if (fs::is_regular_file(status)) {
    inputs.push_back({entry.path().string(), false});
  }
}

void add_directory(const fs::path& directory, std::vector<Input>& inputs) {
  std::error_code failed;
  fs::directory_iterator entries(directory, failed);
  for (; !failed && entries != fs::directory_iterator(); entries.increment(failed)) {
    if (!is_hidden(entries->path())) add_entry(*entries, inputs);
  }
  if (failed) inputs.push_back({directory.string(), false, reason(directory, failed)});
}

std::vector<Input> list_directory(const std::string& directory) {
  std::vector<Input> inputs;
  add_directory(directory, inputs);
  std::ranges::sort(inputs, {}, &Input::path);
  return inputs;
}

}  // namespace

std::vector<Input> list_inputs(const std::vector<std::string>& paths) {
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path != "-" && fs::is_directory(path, ignored)) {
      std::ranges::move(list_directory(path), std::back_inserter(inputs));
    } else {
      inputs.push_back({path, true});
    }
  }
  return inputs;
}

}  // namespace tracewh::ingest
