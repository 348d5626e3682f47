#include "base/embedded_file.hpp"

#include <stdexcept>
#include <string>

namespace tracewh::base {

std::string_view find_embedded(std::span<const EmbeddedFile> files, std::string_view path) {
  for (const EmbeddedFile& file : files) {
    if (file.path == path) return file.text;
  }
  throw std::out_of_range("no embedded file " + std::string(path));
}

}  // namespace tracewh::base
