#pragma once

#include "base/embedded_file.hpp"

#include <span>

namespace tracewh::query {

/// The files of queries/, compiled into the program.
std::span<const base::EmbeddedFile> embedded_files();

}  // namespace tracewh::query
