#pragma once

#include "decode/normalize/attribute_list.hpp"
#include "decode/wire/json_cursor.hpp"

namespace tracewh::decode {

/// Adds the members of a plain JSON object to `list`: each value with the type that its JSON form shows, a
/// number without fraction and exponent as an integer. False when the document is broken.
bool read_json_attributes(JsonCursor& cursor, JsonCursor::Value& source, AttributeList& list,
                          IssueCounter& issues, MapForm form = MapForm::kPlain);

/// Reads one value in the same way. False as above.
bool read_json_value(JsonCursor& cursor, JsonCursor::Value& source, AttributeList& list, IssueCounter& issues,
                     AttributeValue& out, MapForm form = MapForm::kPlain, int depth = 0);

}  // namespace tracewh::decode
