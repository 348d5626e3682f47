#pragma once

#include "base/embedded_file.hpp"

#include <span>

namespace tracewh::web {

/// The bundled page, compiled into the program.
std::span<const base::EmbeddedFile> embedded_files();

}  // namespace tracewh::web
