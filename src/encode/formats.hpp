#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>
#include <span>
#include <string_view>

namespace tracewh::encode {

/// A form in which traces leave the database.
struct Format {
  std::string_view name;
  std::string_view summary;
  bool whole_traces;                                    ///< its encoder takes each trace in one chunk
  std::unique_ptr<Encoder> (*make)(std::ostream& out);  ///< `out` must outlive the encoder
};

/// All formats, in the order in which the help lists them.
std::span<const Format> formats();

/// The format of that name, or null.
const Format* find_format(std::string_view name);

}  // namespace tracewh::encode
