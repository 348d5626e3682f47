#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace tracewh::decode {

/// Working memory for text that is needed until the next clear(), which keeps the memory for reuse.
class Scratch {
 public:
  /// Copies `text`; the view lives until the next clear().
  std::string_view copy(std::string_view text);

  void clear();

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  std::vector<Chunk> chunks_;
  std::size_t used_ = 0;  // of the last chunk
};

}  // namespace tracewh::decode
