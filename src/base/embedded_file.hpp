#pragma once

#include <span>
#include <string_view>

namespace tracewh::base {

/// A text file compiled into the program. `path` is relative to the source tree.
struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

/// The text of the file whose path is `path`; throws std::out_of_range when there is none.
std::string_view find_embedded(std::span<const EmbeddedFile> files, std::string_view path);

}  // namespace tracewh::base
