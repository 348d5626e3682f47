#include "encode/trace_id_text.hpp"

#include <algorithm>

namespace tracewh::encode {

std::string trace_id_text(const model::TraceId& id) {
  const std::string digits = to_string(id);
  const std::size_t half = digits.size() / 2;
  return std::all_of(digits.begin(), digits.begin() + half, [](char c) { return c == '0'; })
             ? digits.substr(half)
             : digits;
}

}  // namespace tracewh::encode
