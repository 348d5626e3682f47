#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace tracewh::model {

/// A W3C trace ID: 16 bytes. All zero is invalid and stands for "none".
struct TraceId {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const TraceId&) const = default;
  bool valid() const { return *this != TraceId{}; }
};

/// A W3C span ID: 8 bytes, read big-endian. Zero is invalid and stands for "none".
struct SpanId {
  std::uint64_t value = 0;

  auto operator<=>(const SpanId&) const = default;
  bool valid() const { return value != 0; }
};

/// 32 and 16 lower-case hexadecimal digits.
std::string to_string(const TraceId& id);
std::string to_string(SpanId id);

}  // namespace tracewh::model
