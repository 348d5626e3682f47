#pragma once

#include "decode/wire/thrift_reader.hpp"

#include <optional>
#include <vector>

namespace tracewh::decode {

/// Passes over one value without recursion. It can stop wherever the bytes end and continue when there are
/// more of them.
class ThriftWalker {
 public:
  enum class Progress { kDone, kNeedsMore, kDamaged };

  explicit ThriftWalker(ThriftType type) : entered_(type) {}

  /// Goes on at the reader's position, as far as its bytes go, and leaves the reader there.
  Progress walk(ThriftReader& reader);

 private:
  /// A struct, or the values that are left of a list, set or map.
  struct Frame {
    bool is_struct = false;
    ThriftRange range;
    std::uint64_t left = 0;
  };

  bool step(ThriftReader& reader);
  bool enter(ThriftReader& reader);
  bool next_field(ThriftReader& reader);
  void next_value();

  std::optional<ThriftType> entered_;  // what begins at the position
  std::vector<Frame> frames_;
};

}  // namespace tracewh::decode
