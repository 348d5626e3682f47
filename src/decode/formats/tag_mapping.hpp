#pragma once

#include "decode/normalize/span_builder.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tracewh::decode {

/// When an `error` tag tells of a failure: in Jaeger when it is the boolean true; in Zipkin, whose tags are
/// texts, whenever it is there, and its text tells why.
enum class ErrorTag : std::uint8_t { kTrue, kPresent };

/// Whether this is what Jaeger's and the Collector's exporters write where there is no service name.
bool is_no_service(std::string_view name);

/// Turns the tags of one span back into what OpenTelemetry's exporters made them from (specification
/// "OpenTelemetry to Jaeger/Zipkin transformation"): kind, status, trace state, scope, dropped counts. What
/// is none of these, or has no value that such a tag can have, becomes an attribute.
///
/// Works on the span and scope that are begun in the builder; a scope of its own surrounds each span.
class TagMapping {
 public:
  TagMapping(SpanBuilder& builder, ErrorTag error_tag) : builder_(builder), error_tag_(error_tag) {}

  /// Text must live until the span is ended.
  void add(std::string_view key, const AttributeValue& value);

  /// Decides the status; to be called when the span's tags and kind are known.
  void finish();

 private:
  bool set_field(std::string_view key, const AttributeValue& value);
  bool set_kind(std::string_view word);
  bool set_status(std::string_view word);
  bool set_error(const AttributeValue& value);
  bool set_text(std::string_view& field, std::string_view key, const AttributeValue& value);

  SpanBuilder& builder_;
  ErrorTag error_tag_;
  bool failed_ = false;
  std::string_view error_text_;
  std::optional<model::StatusCode> status_;
  std::int64_t http_status_ = 0;
};

}  // namespace tracewh::decode
