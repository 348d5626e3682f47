#pragma once

#include "decode/formats/zipkin_span.hpp"
#include "decode/normalize/scratch.hpp"
#include "decode/wire/json_cursor.hpp"

namespace tracewh::decode {

/// Reads the object on which `cursor` stands, a span of version 1 or 2, into `span`, whose text lives as long
/// as the document and `keeper`. Binary annotations of version 1 become tags. False when the document is
/// broken.
bool read_zipkin_span(JsonCursor& cursor, Scratch& keeper, IssueCounter& issues, ZipkinSpan& span);

}  // namespace tracewh::decode
