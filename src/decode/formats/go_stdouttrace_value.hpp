#pragma once

#include "decode/normalize/attribute_list.hpp"
#include "decode/wire/json_cursor.hpp"

namespace tracewh::decode {

/// Adds an array of Go's attribute.KeyValue, `{"Key":…,"Value":{"Type":…,"Value":…}}`, to `list`. False when
/// the document is broken.
bool read_go_attributes(JsonCursor& cursor, JsonCursor::Value& source, AttributeList& list,
                        IssueCounter& issues);

}  // namespace tracewh::decode
