#pragma once

#include "encode/value.hpp"
#include "model/stored_span.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The words that more than one format has for what OpenTelemetry says in fields of its own.
namespace tracewh::encode {

/// OpenTelemetry's SpanKind; empty for numbers that have no name.
inline constexpr std::array<std::string_view, 6> kKindNames{"unspecified", "internal", "server",
                                                            "client",      "producer", "consumer"};

inline std::string_view kind_name(std::int32_t kind) {
  return kind < 0 || kind >= std::ssize(kKindNames) ? std::string_view{}
                                                    : kKindNames[static_cast<std::size_t>(kind)];
}

/// The attributes that stand for a span's scope and status where a format has only attributes
/// (OpenTelemetry's mapping to other formats). Views what it is given.
inline Attributes mapped_attributes(const model::StoredSpan& span, const model::StoredScope& scope) {
  Attributes mapped;
  const auto add = [&](std::string_view key, std::string_view text) {
    if (!text.empty()) mapped.push_back({key, {text}});
  };
  add("otel.scope.name", scope.name);
  add("otel.scope.version", scope.version);
  if (span.status != model::StatusCode::kUnset) {
    add("otel.status_code", span.status == model::StatusCode::kOk ? "OK" : "ERROR");
  }
  add("otel.status_description", span.status_message);
  add("w3c.tracestate", span.trace_state);
  return mapped;
}

}  // namespace tracewh::encode
