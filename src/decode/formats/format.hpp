#pragma once

#include "decode/wire/decoder.hpp"
#include "decode/wire/splitter.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace tracewh::decode {

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
