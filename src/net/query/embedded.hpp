#pragma once

#include "base/embedded_file.hpp"

#include <span>

namespace tracewh::net {

/// The description of the API, compiled into the program.
std::span<const base::EmbeddedFile> embedded_files();

}  // namespace tracewh::net
