#include "base/resolved_path.hpp"

#include <system_error>

namespace tracewh::base {
namespace {

namespace fs = std::filesystem;

// As many as Linux follows.
constexpr int kMostLinks = 40;

/// Follows links to a file that is still to be made, which std::filesystem does not.
fs::path resolved_new_file(const fs::path& path) {
  std::error_code failed;
  fs::path target = path;
  for (int links = 0; fs::is_symlink(target, failed); ++links) {
    if (links == kMostLinks) return path;
    target = target.parent_path() / fs::read_symlink(target, failed);
    if (failed) return path;
  }
  target = fs::weakly_canonical(fs::absolute(target, failed), failed);
  return failed ? path : target;
}

}  // namespace

fs::path resolved_path(const fs::path& path) {
  std::error_code failed;
  if (!fs::exists(path, failed)) return resolved_new_file(path);
  // Fails for what has no name, such as a pipe that /dev/stdout leads to.
  fs::path target = fs::canonical(path, failed);
  return failed ? path : target;
}

}  // namespace tracewh::base
