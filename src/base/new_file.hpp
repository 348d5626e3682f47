#pragma once

#include "base/file_descriptor.hpp"

#include <filesystem>

namespace tracewh::base {

/// Makes an empty file to write, in place of whatever bears its name, and never through a symbolic link that
/// somebody put there. The descriptor is negative, with errno, when that fails.
FileDescriptor create_new_file(const std::filesystem::path& path, unsigned mode);

}  // namespace tracewh::base
