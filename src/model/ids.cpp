#include "model/ids.hpp"

#include "base/hex.hpp"

namespace tracewh::model {

std::string to_string(const TraceId& id) { return base::to_hex(id.bytes); }

std::string to_string(SpanId id) {
  std::array<std::uint8_t, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(id.value >> (56 - 8 * i));
  }
  return base::to_hex(bytes);
}

}  // namespace tracewh::model
