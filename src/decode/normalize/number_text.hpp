#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// Numbers as the formats write them, more leniently than base/number.hpp.
namespace tracewh::decode {

/// A decimal integer, also with `+`, surrounding spaces, or as an integral decimal fraction
/// (`3.0`, `1e3`). None when it is anything else or out of range.
std::optional<std::int64_t> read_integer(std::string_view text);

/// A decimal number, `NaN`, `Infinity` or `-Infinity` (protobuf's JSON mapping), `+Inf` or `-Inf` (Go). None
/// when it is anything else.
std::optional<double> read_real(std::string_view text);

}  // namespace tracewh::decode
