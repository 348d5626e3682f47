#pragma once

#include "decode/formats/jaeger_span.hpp"
#include "decode/wire/json_cursor.hpp"

#include <cstdint>
#include <string_view>

namespace tracewh::decode {

/// How the bytes of binary tags are written: Base64 by the query API, hexadecimal in Elasticsearch.
enum class JaegerBytes : std::uint8_t { kBase64, kHexadecimal };

/// The process of a span: the one of that ID in its trace, or one of its own.
struct JaegerProcess {
  std::string_view id;    ///< a JSON token; empty when it has none
  std::string_view text;  ///< a JSON object; empty when it has none
};

/// Reads the fields of one span object, or of one that is the root of its document. False when the document
/// is broken before its end.
bool read_jaeger_span(JsonCursor& cursor, JsonCursor::Value& value, SpanBuilder& builder, JaegerSpan& span,
                      JaegerProcess& process);
bool read_jaeger_root_span(JsonCursor& cursor, JaegerBytes bytes, SpanBuilder& builder, JaegerSpan& span,
                           JaegerProcess& process);

/// Reads a process, which is the root of its document, into the attributes of a resource. False as above.
bool read_jaeger_process(JsonCursor& cursor, JaegerBytes bytes, AttributeList& resource,
                         IssueCounter& issues);

}  // namespace tracewh::decode
