#pragma once

#include <filesystem>

namespace tracewh::base {

/// The file that `path` leads to through symbolic links, as an absolute path, whether or not it exists.
/// `path` itself when that has no name.
std::filesystem::path resolved_path(const std::filesystem::path& path);

}  // namespace tracewh::base
