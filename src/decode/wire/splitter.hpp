#pragma once

#include "model/batch.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace tracewh::decode {

/// Bytes that must be readable behind every record: vector instructions read past the end.
inline constexpr std::size_t kPaddingBytes = 64;

/// Where a record lies in the bytes given to a Splitter.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What a Splitter found. Offsets count from the beginning of the bytes that it was given.
struct Split {
  std::vector<Extent> records;
  std::vector<model::Issue> issues;  ///< text between records that belongs to none, records over the limit
  std::size_t consumed = 0;          ///< bytes done with: the next call's bytes begin there
};

/// Finds records, the units that are decoded on their own, in a stream of one format. The stream
/// may be cut anywhere. Work already done on an unfinished record is not repeated.
class Splitter {
 public:
  virtual ~Splitter() = default;

  /// `bytes` is everything not yet consumed. At the end of input a cut-off last record is given out as a
  /// record, for the decoder to save what it can, but not consumed: a grown file is read again from there.
  virtual void split(std::string_view bytes, bool end_of_input, Split& out) = 0;
};

}  // namespace tracewh::decode
