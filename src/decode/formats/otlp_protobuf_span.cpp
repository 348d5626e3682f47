#include "decode/formats/otlp_protobuf_span.hpp"

#include "decode/formats/otlp_protobuf_value.hpp"
#include "decode/wire/id_text.hpp"

#include <protozero/types.hpp>

#include <cstring>
#include <limits>

namespace tracewh::decode {
namespace {

using protozero::pbf_reader;

constexpr auto kLength = protozero::pbf_wire_type::length_delimited;
constexpr auto kVarint = protozero::pbf_wire_type::varint;
constexpr auto kFixed32 = protozero::pbf_wire_type::fixed32;
constexpr auto kFixed64 = protozero::pbf_wire_type::fixed64;

constexpr std::uint32_t field(std::uint32_t number, protozero::pbf_wire_type type) {
  return protozero::tag_and_type(number, type);
}

/// Zero when the length is not that of an ID.
model::TraceId trace_id(protozero::data_view bytes) {
  model::TraceId id;
  if (bytes.size() == id.bytes.size()) std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
  return id;
}

model::SpanId span_id(protozero::data_view view) {
  std::array<std::uint8_t, 8> bytes{};
  if (view.size() == bytes.size()) std::memcpy(bytes.data(), view.data(), view.size());
  return span_id_from_bytes(bytes);
}

std::int64_t time(std::uint64_t nanoseconds) {
  constexpr auto kLast = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return nanoseconds <= kLast ? static_cast<std::int64_t>(nanoseconds) : kBadTime;
}

/// Reads the parts of Span.
class SpanReader {
 public:
  explicit SpanReader(SpanBuilder& builder) : builder_(builder), issues_(builder.issues()) {}

  void span(pbf_reader message) {
    SpanDraft& span = builder_.span();
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kLength):
          span.trace_id = trace_id(message.get_view());
          break;
        case field(2, kLength):
          span.span_id = span_id(message.get_view());
          break;
        case field(3, kLength):
          span.trace_state = as_text(message.get_view());
          break;
        case field(4, kLength):
          span.parent_span_id = optional_span_id(message.get_view());
          break;
        case field(5, kLength):
          span.name_text = as_text(message.get_view());
          break;
        case field(6, kVarint):
          span.kind = message.get_enum();
          break;
        case field(7, kFixed64):
          span.start_ns = time(message.get_fixed64());
          break;
        case field(8, kFixed64):
          span.end_ns = time(message.get_fixed64());
          break;
        case field(9, kLength):
          add_otlp_attribute(message.get_message(), builder_.span_attributes(), issues_);
          break;
        case field(10, kVarint):
          span.dropped_attributes = message.get_uint32();
          break;
        case field(11, kLength):
          event(message.get_message());
          break;
        case field(12, kVarint):
          span.dropped_events = message.get_uint32();
          break;
        case field(13, kLength):
          link(message.get_message());
          break;
        case field(14, kVarint):
          span.dropped_links = message.get_uint32();
          break;
        case field(15, kLength):
          status(message.get_message());
          break;
        case field(16, kFixed32):
          span.flags = message.get_fixed32();
          span.has_flags = true;
          break;
        default:
          message.skip();
      }
    }
  }

 private:
  void event(pbf_reader message) {
    builder_.begin_event();
    EventDraft& event = builder_.event();
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kFixed64):
          event.time_ns = time(message.get_fixed64());
          break;
        case field(2, kLength):
          event.name = as_text(message.get_view());
          break;
        case field(3, kLength):
          add_otlp_attribute(message.get_message(), builder_.item_attributes(), issues_);
          break;
        case field(4, kVarint):
          event.dropped_attributes = message.get_uint32();
          break;
        default:
          message.skip();
      }
    }
    builder_.end_event();
  }

  void link(pbf_reader message) {
    builder_.begin_link();
    LinkDraft& link = builder_.link();
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kLength):
          link.trace_id = trace_id(message.get_view());
          break;
        case field(2, kLength):
          link.span_id = optional_span_id(message.get_view());
          break;
        case field(3, kLength):
          link.trace_state = as_text(message.get_view());
          break;
        case field(4, kLength):
          add_otlp_attribute(message.get_message(), builder_.item_attributes(), issues_);
          break;
        case field(5, kVarint):
          link.dropped_attributes = message.get_uint32();
          break;
        case field(6, kFixed32):
          link.flags = message.get_fixed32();
          break;
        default:
          message.skip();
      }
    }
    builder_.end_link();
  }

  void status(pbf_reader message) {
    SpanDraft& span = builder_.span();
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kVarint):
          // deprecated_code: the only status that old writers know, anything but 0 is an error.
          if (message.get_enum() != 0 && span.status == model::StatusCode::kUnset) {
            span.status = model::StatusCode::kError;
          }
          break;
        case field(2, kLength):
          span.status_message = as_text(message.get_view());
          break;
        case field(3, kVarint):
          status_code(message.get_enum());
          break;
        default:
          message.skip();
      }
    }
  }

  void status_code(std::int32_t code) {
    if (code == 1 || code == 2) {
      builder_.span().status = static_cast<model::StatusCode>(code);
    } else if (code != 0) {
      issues_.note(IssueKind::kInvalidValue);
    }
  }

  model::SpanId optional_span_id(protozero::data_view bytes) {
    if (bytes.size() != 0 && bytes.size() != 8) issues_.note(IssueKind::kInvalidValue);
    return span_id(bytes);
  }

  SpanBuilder& builder_;
  IssueCounter& issues_;
};

}  // namespace

void read_otlp_span(pbf_reader message, SpanBuilder& builder) {
  builder.begin_span();
  SpanReader(builder).span(message);
  builder.end_span();
}

}  // namespace tracewh::decode
