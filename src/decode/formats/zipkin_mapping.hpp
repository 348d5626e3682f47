#pragma once

#include "decode/formats/zipkin_span.hpp"
#include "decode/normalize/span_builder.hpp"
#include "decode/wire/json_cursor.hpp"

namespace tracewh::decode {

/// Adds Zipkin's spans of version 2 to a batch as OpenTelemetry's. Those that share an ID keep it: which of
/// them is which side of a call is settled where they meet (store::CallSide). A span without a duration is
/// unfinished. Addresses become `network.local.*` and `network.peer.*`; tags that once were resource
/// attributes stay attributes of the span. Events and links are read as OpenTelemetry's exporters and the
/// Collector's write them.
class ZipkinMapping {
 public:
  void add(const ZipkinSpan& span, SpanBuilder& builder);

 private:
  void add_resource(const ZipkinSpan& span, SpanBuilder& builder);
  void add_attributes(const ZipkinSpan& span, SpanBuilder& builder);
  void add_event(const ZipkinAnnotation& annotation, SpanBuilder& builder);
  bool read_event(std::string_view text, SpanBuilder& builder);
  bool read_collector_event(std::string_view text, SpanBuilder& builder);
  bool read_attributes(std::string_view object, SpanBuilder& builder);
  void add_links(const ZipkinSpan& span, SpanBuilder& builder);
  bool add_link(const ZipkinTag& tag, SpanBuilder& builder);
  bool open(std::string_view object);

  JsonCursor cursor_;
  IssueCounter ignored_;
  std::string json_;
};

}  // namespace tracewh::decode
