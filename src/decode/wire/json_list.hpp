#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tracewh::decode {

/// What the beginning of a JSON document says about it.
struct JsonListPrefix {
  enum class Kind { kNone, kList, kUndecided } kind = Kind::kNone;
  std::size_t length = 0;  ///< up to behind the list's bracket
  std::size_t depth = 0;   ///< braces and brackets open there
};

/// Whether `text` begins with `{"name":[`, also inside `{"wrapper":{…`, where name is one of `names`.
JsonListPrefix find_json_list(std::string_view text, std::span<const std::string_view> names);

}  // namespace tracewh::decode
