#pragma once

#include "decode/normalize/attribute_list.hpp"
#include "decode/wire/json_cursor.hpp"

namespace tracewh::decode {

/// Adds a JSON array of OTLP KeyValue objects to `list`. False when the document is broken.
bool read_otlp_attributes(JsonCursor& cursor, JsonCursor::Value& value, AttributeList& list,
                          IssueCounter& issues);

/// Reads an array of OTLP EntityRef objects into the form in which it is stored. False as above.
bool read_otlp_entity_refs(JsonCursor& cursor, JsonCursor::Value& value, AttributeList& list,
                           IssueCounter& issues, std::string_view& stored);

}  // namespace tracewh::decode
