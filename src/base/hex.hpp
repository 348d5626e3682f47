#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tracewh::base {

/// Appends the two lower-case hexadecimal digits of `byte`.
void append_hex(std::string& out, std::uint8_t byte);

/// Lower-case hexadecimal digits of `bytes`.
std::string to_hex(std::span<const std::uint8_t> bytes);

/// Reads exactly 2 × out.size() hexadecimal digits, either case; false when `text` is anything else.
bool from_hex(std::string_view text, std::span<std::uint8_t> out);

/// The value of one hexadecimal digit, or -1.
int hex_digit(char c);

}  // namespace tracewh::base
