#pragma once

#include <filesystem>

namespace tracewh {

/// A file or directory of the source tree, such as `fixtures/otlp-json`.
std::filesystem::path source_path(const std::filesystem::path& path);

/// The same of the samples of real exporters, which lie beside the source tree; they may be missing.
std::filesystem::path samples_path(const std::filesystem::path& path = {});

}  // namespace tracewh
