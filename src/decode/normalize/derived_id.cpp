#include "decode/normalize/derived_id.hpp"

namespace tracewh::decode {
namespace {

/// FNV-1a, 64 bits.
class Digest {
 public:
  void add(std::uint8_t byte) { value_ = (value_ ^ byte) * 0x100000001b3; }

  /// Mixed once more (MurmurHash3's finalizer), because FNV spreads the last bytes little.
  std::uint64_t value() const {
    std::uint64_t mixed = value_;
    mixed = (mixed ^ mixed >> 33) * 0xff51afd7ed558ccd;
    mixed = (mixed ^ mixed >> 33) * 0xc4ceb9fe1a85ec53;
    return mixed ^ mixed >> 33;
  }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

}  // namespace

model::SpanId derive_span_id(const model::TraceId& trace_id, std::string_view identity) {
  Digest digest;
  for (const std::uint8_t byte : trace_id.bytes) digest.add(byte);
  for (const char c : identity) digest.add(static_cast<std::uint8_t>(c));
  const std::uint64_t value = digest.value();
  return {value != 0 ? value : 1};
}

}  // namespace tracewh::decode
