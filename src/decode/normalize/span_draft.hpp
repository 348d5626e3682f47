#pragma once

#include "decode/normalize/attribute_list.hpp"
#include "model/enums.hpp"
#include "model/ids.hpp"

#include <array>
#include <cstdint>
#include <string_view>

/// What decoders fill in. Text must live until the draft is ended; AttributeList::keep makes it so.
/// Dropped counts are those that the sender reports.
namespace tracewh::decode {

/// Stands for a time that cannot be represented: negative, beyond 2^63 nanoseconds, or no number.
inline constexpr std::int64_t kBadTime = -1;

/// OpenTelemetry's SpanKind by number.
inline constexpr std::array<std::string_view, 6> kSpanKindNames{"UNSPECIFIED", "INTERNAL", "SERVER",
                                                                "CLIENT",      "PRODUCER", "CONSUMER"};

struct SpanDraft {
  model::TraceId trace_id;       ///< zero when missing or malformed
  model::SpanId span_id;         ///< the same
  model::SpanId parent_span_id;  ///< zero for a root
  std::string_view name;
  std::string_view trace_state;
  std::string_view status_message;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  std::int32_t kind = 0;
  std::uint32_t flags = 0;
  bool has_flags = false;
  bool synthesised_id = false;  ///< the input gave no span ID of this span's own
  model::StatusCode status = model::StatusCode::kUnset;
  std::uint32_t dropped_attributes = 0;
  std::uint32_t dropped_events = 0;
  std::uint32_t dropped_links = 0;
};

struct EventDraft {
  std::int64_t time_ns = 0;
  std::string_view name;
  std::uint32_t dropped_attributes = 0;
};

struct LinkDraft {
  model::TraceId trace_id;
  model::SpanId span_id;
  std::string_view trace_state;
  std::uint32_t flags = 0;
  std::uint32_t dropped_attributes = 0;
};

struct ResourceDraft {
  std::string_view schema_url;
  std::string_view entity_refs;  ///< JSON array, or empty
  std::uint32_t dropped_attributes = 0;
};

struct ScopeDraft {
  std::string_view name;
  std::string_view version;
  std::string_view schema_url;
  std::uint32_t dropped_attributes = 0;
};

}  // namespace tracewh::decode
