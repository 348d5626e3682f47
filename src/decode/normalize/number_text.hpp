#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// Numbers as the formats write them.
namespace tracewh::decode {

/// A decimal integer, also with `+`, surrounding spaces, or as an integral decimal fraction
/// (`3.0`, `1e3`). None when it is anything else or out of range.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// A decimal number, `NaN`, `Infinity` or `-Infinity` (protobuf's JSON mapping). None when it is anything
/// else.
std::optional<double> parse_real(std::string_view text);

/// `value` as an integer; none when it has a fraction or is out of range.
std::optional<std::int64_t> integral(double value);

}  // namespace tracewh::decode
