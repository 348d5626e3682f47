#pragma once

#include "decode/normalize/span_builder.hpp"

#include <cstdint>
#include <string_view>

namespace tracewh::decode {

/// Decodes records of one format. Keeps working memory between records; one a thread.
class Decoder {
 public:
  virtual ~Decoder() = default;

  /// Adds the record's spans to `builder`, and an issue for whatever cannot be read; never throws on input.
  /// At least kPaddingBytes readable bytes follow `record`. `offset` is its place in the stream.
  virtual void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) = 0;
};

}  // namespace tracewh::decode
