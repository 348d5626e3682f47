#pragma once

#include <string>

namespace tracewh::cli {

/// The token in `file`, without the line break at its end; that of the variable TRACEWH_TOKEN when no file is
/// named; else empty. Throws base::Error when the file is empty, cannot be read, or others can read it.
std::string load_token(const std::string& file);

}  // namespace tracewh::cli
