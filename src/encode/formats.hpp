#pragma once

#include "encode/encoder.hpp"

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <string_view>

namespace tracewh::encode {

/// What an encoder is given of each trace. Attributes, events and links, most of what a trace has, are never
/// together in memory.
enum class Loading : std::uint8_t {
  kChunks,             ///< one part after the other
  kOutline,            ///< the whole, without payloads
  kOutlineThenChunks,  ///< the whole, without payloads, then one part after the other
};

/// A form in which traces leave the database.
struct Format {
  std::string_view name;
  std::string_view summary;
  Loading loading;
  std::unique_ptr<Encoder> (*make)(std::ostream& out);  ///< `out` must outlive the encoder
};

/// All formats, in the order in which the help lists them.
std::span<const Format> formats();

/// The format of that name, or null.
const Format* find_format(std::string_view name);

}  // namespace tracewh::encode
