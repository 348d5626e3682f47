#pragma once

#include "decode/attribute_list.hpp"
#include "decode/findings.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

/// Values of JSON scalars, from their tokens (see json_token), as leniently as protobuf's JSON mapping and
/// its careless writers need: numbers may be quoted, null is the default.
namespace tracewh::decode {

struct JsonText {
  std::string_view text;
  bool plain = false;  ///< as in AttributeValue
};

/// The text of a string; kept by `keeper` when it had to be unescaped. Empty for null; anything else is a
/// finding. Unpaired surrogates and unknown escapes become U+FFFD, which is a finding too.
JsonText read_json_text(std::string_view token, AttributeList& keeper, Findings& findings);

/// What is between the quotes of a string, or the token itself.
std::string_view unquoted(std::string_view token);

/// A number or a quoted one; 0 for null.
std::optional<std::int64_t> read_json_integer(std::string_view token);
std::optional<double> read_json_real(std::string_view token);

/// The same for an unsigned 32-bit field; 0 and a finding when it is out of range.
std::uint32_t read_json_count(std::string_view token, Findings& findings);

/// Nanoseconds; kBadTime when it is negative, out of range or not a number.
std::int64_t read_json_time(std::string_view token);

}  // namespace tracewh::decode
