#include "model/derived_id.hpp"

#include <string>

namespace tracewh::model {
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

// Of a called side's ID these tell the address; all others the shared ID and the service.
constexpr std::uint64_t kAddressBits = 0xFFFF;

SpanId side_without_address(const TraceId& trace_id, SpanId shared, std::string_view service) {
  return derive_span_id(trace_id,
                        std::string("called ").append(to_string(shared)).append(" ").append(service));
}

}  // namespace

SpanId derive_span_id(const TraceId& trace_id, std::string_view identity) {
  Digest digest;
  for (const std::uint8_t byte : trace_id.bytes) digest.add(byte);
  for (const char c : identity) digest.add(static_cast<std::uint8_t>(c));
  const std::uint64_t value = digest.value();
  return {value != 0 ? value : 1};
}

SpanId called_side_id(const TraceId& trace_id, SpanId shared, std::string_view service,
                      std::string_view address) {
  SpanId id = side_without_address(trace_id, shared, service);
  if (!address.empty()) id.value ^= derive_span_id(trace_id, address).value & kAddressBits;
  return id;
}

bool is_called_side(const TraceId& trace_id, SpanId id, SpanId shared, std::string_view service) {
  return (id.value ^ side_without_address(trace_id, shared, service).value) <= kAddressBits;
}

}  // namespace tracewh::model
