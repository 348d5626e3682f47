#include "support/files.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tracewh {

std::filesystem::path source_path(const std::filesystem::path& path) { return TRACEWH_SOURCE_DIR / path; }

std::filesystem::path samples_path() { return TRACEWH_SAMPLES_DIR; }

std::string sample(const std::filesystem::path& path) {
  std::ifstream file(samples_path() / path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) throw std::runtime_error("no sample " + path.string());
  return bytes.str();
}

}  // namespace tracewh
