#pragma once

#include "model/batch.hpp"
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

/// A span while it is decoded: the record that is stored, but for the name, which becomes a position in a
/// table of strings only when it is clean. Decoders fill in IDs, times, kind, flags, status, trace state and
/// dropped counts as the sender gives them, and of the anomalies only that an ID was synthesised; SpanBuilder
/// cleans them and adds the rest.
struct SpanDraft : model::SpanRecord {
  std::string_view name_text;
};

// Events and links have no record: they are written as JSON at once.

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

}  // namespace tracewh::decode
