#pragma once

#include <cstdint>
#include <string>

namespace tracewh::cli {

/// A count with thousands separated: `1,234,567`.
std::string format_count(std::uint64_t count);

/// A size for people: `512 B`, `1.5 MB` (powers of ten).
std::string format_bytes(std::uint64_t bytes);

}  // namespace tracewh::cli
