#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::cli {

/// A count with thousands separated: `1,234,567`.
std::string format_count(std::uint64_t count);

/// The bytes of a size with its unit, such as `500MB`, `1.5GB` (powers of ten) or `2GiB`. None when it is
/// anything else or out of range.
std::optional<std::int64_t> parse_bytes(std::string_view text);

/// A size for people: `512 B`, `1.5 MB` (powers of ten).
std::string format_bytes(std::uint64_t bytes);

}  // namespace tracewh::cli
