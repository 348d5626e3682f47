#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Counts and sizes as people read and write them.
namespace tracewh::base {

/// A count with thousands separated: `1,234,567`.
std::string format_count(std::uint64_t count);

/// A size in powers of ten, three digits: `512 B`, `1.5 MB`, `191 kB`. `bytes` is finite.
std::string format_bytes(double bytes);

/// The bytes of a size with its unit, such as `500MB`, `1.5GB` (powers of ten) or `2GiB`. None when it is
/// anything else or out of range.
std::optional<std::int64_t> parse_bytes(std::string_view text);

}  // namespace tracewh::base
