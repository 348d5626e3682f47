#pragma once

#include <string>
#include <string_view>

namespace tracewh::cli {

/// The contents of the file that was given for `option`. Throws base::Error (operational) when it cannot be
/// read.
std::string read_file(std::string_view option, const std::string& path);

}  // namespace tracewh::cli
