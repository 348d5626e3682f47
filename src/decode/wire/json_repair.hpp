#pragma once

#include <string>
#include <string_view>

namespace tracewh::decode {

/// What had to be repaired.
struct JsonRepairs {
  bool invalid_utf8 = false;
  bool unfinished = false;
};

/// Sets `out` to a copy of `record` that a strict parser gets as far as possible with: bytes that are
/// no UTF-8 replaced, control characters inside strings escaped. An unfinished record ends its open string
/// and then in a syntax error, so that nothing cut in half is taken for complete. Padding for the parser
/// follows behind out.size().
JsonRepairs repair_json(std::string_view record, std::string& out);

}  // namespace tracewh::decode
