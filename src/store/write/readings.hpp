#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace tracewh::store {

/// A 128-bit digest of the bytes of a file.
using Digest = std::array<std::uint8_t, 16>;

/// How far a file was read at an earlier time, in decompressed bytes.
struct Reading {
  std::uint64_t offset = 0;
  Digest digest{};        ///< of the bytes before the offset
  bool complete = false;  ///< the file was read to its end, and had the size that it has now
};

/// Earlier readings of what may be the same file. Any number of files may have been of the same size, so
/// their readings are looked up, never gone through.
class Readings {
 public:
  Readings() = default;
  /// Of `others`, too, which must live as long and stay as they are.
  explicit Readings(const Readings& others) : others_(&others) {}
  Readings(Readings&&) = default;
  Readings& operator=(Readings&&) = default;

  void add(const Reading& reading);

  /// The least offset of a reading that is no less than `least`.
  std::optional<std::uint64_t> next_offset(std::uint64_t least) const;
  /// The reading of bytes of that digest before that offset, a complete one if there is one.
  std::optional<Reading> find(std::uint64_t offset, const Digest& digest) const;

  /// Without those of others.
  std::size_t size() const { return complete_.size(); }

 private:
  std::map<std::pair<std::uint64_t, Digest>, bool> complete_;
  const Readings* others_ = nullptr;
};

}  // namespace tracewh::store
