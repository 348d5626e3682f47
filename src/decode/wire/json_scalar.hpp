#pragma once

#include "decode/normalize/attribute_list.hpp"
#include "decode/normalize/issue_counter.hpp"
#include "decode/normalize/scratch.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// Values of JSON scalars, from their tokens (see json_token), as leniently as protobuf's JSON mapping and
/// its careless writers need: numbers may be quoted, null is the default.
namespace tracewh::decode {

struct JsonText {
  std::string_view text;
  bool plain = false;  ///< as in AttributeValue
};

/// The text of a string; kept by `keeper` when it had to be unescaped. Empty for null; anything else is an
/// issue. Unpaired surrogates and unknown escapes become U+FFFD, which is an issue too.
JsonText read_json_text(std::string_view token, AttributeList& keeper, IssueCounter& issues);
JsonText read_json_text(std::string_view token, Scratch& keeper, IssueCounter& issues);

/// A value with the type that its token shows, a number without fraction and exponent as an integer. Null,
/// and an issue, when it is no scalar.
AttributeValue read_json_scalar(std::string_view token, AttributeList& keeper, IssueCounter& issues);
AttributeValue read_json_scalar(std::string_view token, Scratch& keeper, IssueCounter& issues);

/// What is between the quotes of a string, or the token itself.
std::string_view unquoted(std::string_view token);

/// A number or a quoted one; null is the integer 0, and no double.
std::optional<std::int64_t> read_json_integer(std::string_view token);
std::optional<double> read_json_real(std::string_view token);

/// The same for an unsigned 32-bit field; 0 and an issue when it is out of range.
std::uint32_t read_json_count(std::string_view token, IssueCounter& issues);

/// The number of an enumeration's value that may be written as one of `names`, with or without `prefix`,
/// whose positions are the numbers. None and an issue when it is neither; unknown numbers are kept.
std::optional<std::int32_t> read_json_enum(std::string_view token, std::string_view prefix,
                                           std::span<const std::string_view> names, IssueCounter& issues);

/// The same for an enumeration that has no other values; 0 and an issue when it is none.
std::size_t read_json_choice(std::string_view token, std::string_view prefix,
                             std::span<const std::string_view> names, IssueCounter& issues);

/// Nanoseconds; kBadTime when it is negative, out of range or not a number.
std::int64_t read_json_time(std::string_view token);

/// The same of RFC 3339 text.
std::int64_t read_json_timestamp(std::string_view token);

}  // namespace tracewh::decode
