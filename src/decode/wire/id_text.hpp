#pragma once

#include "model/ids.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// IDs as JSON formats write them: hexadecimal digits of either case, also with a `0x` prefix, UUID
/// dashes or surrounding spaces, or Base64 of the bytes (protobuf's JSON mapping). The length decides.
namespace tracewh::decode {

/// 32 digits, 16 of a 64-bit ID (padded on the left), or 24 or 22 characters of Base64. Zero when it is
/// empty; none when it is anything else.
std::optional<model::TraceId> parse_trace_id(std::string_view text);

/// 16 digits, or 12 or 11 characters of Base64. Zero when it is empty; none when it is anything else.
std::optional<model::SpanId> parse_span_id(std::string_view text);

/// The same for writers that leave out leading zeros (Jaeger, Zipkin): any number of digits up to the full
/// length.
std::optional<model::TraceId> parse_short_trace_id(std::string_view text);
std::optional<model::SpanId> parse_short_span_id(std::string_view text);

/// The 8 bytes of a span ID.
model::SpanId span_id_from_bytes(const std::array<std::uint8_t, 8>& bytes);

}  // namespace tracewh::decode
