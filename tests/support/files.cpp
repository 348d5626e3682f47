#include "support/files.hpp"

namespace tracewh {

std::filesystem::path source_path(const std::filesystem::path& path) { return TRACEWH_SOURCE_DIR / path; }

std::filesystem::path samples_path(const std::filesystem::path& path) { return TRACEWH_SAMPLES_DIR / path; }

}  // namespace tracewh
