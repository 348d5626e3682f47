#pragma once

#include "base/embedded_file.hpp"

#include <span>

namespace tracewh::store {

/// The files of schema/, compiled into the program.
std::span<const base::EmbeddedFile> embedded_files();

}  // namespace tracewh::store
