#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tracewh::base {

/// Owns copies of text and of plain values at stable addresses, freed all at once. Move-only.
class Arena {
 public:
  /// Copies `text`; the view lives as long as the arena.
  std::string_view copy(std::string_view text);

  /// Copies `values`; they live as long as the arena.
  template <typename T>
  std::span<const T> copy_all(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (values.empty()) return {};
    void* const place = allocate(values.size_bytes(), alignof(T));
    std::memcpy(place, values.data(), values.size_bytes());
    return {static_cast<const T*>(place), values.size()};
  }

  /// Memory that it takes.
  std::size_t bytes() const { return bytes_; }

 private:
  char* allocate(std::size_t bytes, std::size_t alignment);
  void add_chunk(std::size_t bytes);
  char* take(std::size_t bytes);

  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_bytes_ = 0;  // of the last one that is not alone
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace tracewh::base
