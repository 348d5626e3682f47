#pragma once

#include "decode/span_builder.hpp"
#include "model/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace tracewh::decode {

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

/// Decodes records of one format. Keeps working memory between records; one a thread.
class Decoder {
 public:
  virtual ~Decoder() = default;

  /// Adds the record's spans to `builder`, and an issue for whatever cannot be read; never throws on input.
  /// At least kPaddingBytes readable bytes follow `record`. `offset` is its place in the stream.
  virtual void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) = 0;
};

/// Bytes that must be readable behind every record: vector instructions read past the end.
inline constexpr std::size_t kPaddingBytes = 64;

/// One input format.
struct Format {
  std::string_view name;
  std::string_view summary;
  /// Whether a stream that begins with `head` (a few KiB, or all of it) is of this format. Pure.
  bool (*sniff)(std::string_view head);
  std::unique_ptr<Splitter> (*make_splitter)();
  std::unique_ptr<Decoder> (*make_decoder)();
};

/// All formats, in the order in which they are tried.
std::span<const Format> formats();

/// The first format that recognises `head`, or null.
const Format* sniff(std::string_view head);

/// The format of that name, or null.
const Format* find_format(std::string_view name);

}  // namespace tracewh::decode
