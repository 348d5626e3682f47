#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace tracewh::base {

/// Owns copies of text at stable addresses, freed all at once. Move-only.
class Arena {
 public:
  /// Copies `text`; the view lives as long as the arena.
  std::string_view copy(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace tracewh::base
