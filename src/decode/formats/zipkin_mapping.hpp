#pragma once

#include "decode/formats/zipkin_span.hpp"
#include "decode/normalize/span_builder.hpp"
#include "decode/wire/json_cursor.hpp"

namespace tracewh::decode {

/// Adds Zipkin's spans of version 2 to a batch as OpenTelemetry's. The half of a shared span that was called
/// gets an ID of its own, derived from the shared one, and the caller's half as its parent, so that the
/// halves may come in any order. A span without a duration is unfinished. Addresses become `network.local.*`
/// and `network.peer.*`; tags that once were resource attributes stay attributes of the span.
class ZipkinMapping {
 public:
  void add(const ZipkinSpan& span, SpanBuilder& builder);

 private:
  void add_resource(const ZipkinSpan& span, SpanBuilder& builder);
  void add_attributes(const ZipkinSpan& span, SpanBuilder& builder);
  void add_event(const ZipkinAnnotation& annotation, SpanBuilder& builder);
  bool read_event(std::string_view text, SpanBuilder& builder);

  JsonCursor cursor_;
  std::string json_;
};

}  // namespace tracewh::decode
