#include "query/short_trace_id.hpp"

#include "base/hex.hpp"
#include "model/ids.hpp"
#include "query/internal_query.hpp"

#include <algorithm>

namespace tracewh::query {
namespace {

constexpr std::size_t kDigits = 2 * sizeof(model::TraceId::bytes);
constexpr std::size_t kDigitsOf64Bits = kDigits / 2;
constexpr std::size_t kLeastDigits = 8;
const std::string kZeros(kDigitsOf64Bits, '0');

/// How many of the first digits are the same.
std::size_t common_digits(const std::string& a, const std::string& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

ShortTraceId::ShortTraceId(store::Reader& reader) : neighbours_(prepare(reader, kTraceNeighbours)) {}

std::string ShortTraceId::of(const std::string& id) {
  model::TraceId bytes;
  if (!base::from_hex(id, bytes.bytes)) return id;
  // What is typed may be the beginning of an ID of 128 bits, or of one of 64 bits, behind its zeros.
  const std::size_t first = std::min(id.find_first_not_of('0'), kDigits - 1);
  const std::size_t own = neighbours(id).shared;
  if (first < kDigitsOf64Bits) {
    const Neighbours of_64_bits = neighbours(kZeros + id.substr(0, kDigitsOf64Bits));
    const std::size_t shared = of_64_bits.is_stored ? kDigits : std::max(of_64_bits.shared, kDigitsOf64Bits);
    return id.substr(0, std::max({own, shared - kDigitsOf64Bits, kLeastDigits - 1}) + 1);
  }
  const std::string digits = id.substr(kDigitsOf64Bits);
  const Neighbours of_128_bits = neighbours(digits + kZeros);
  if (of_128_bits.is_stored || of_128_bits.shared >= kDigitsOf64Bits) return id;
  // Zeros alone name no ID of 64 bits.
  const std::size_t least = std::max({own, first, kDigitsOf64Bits + kLeastDigits - 1}) - kDigitsOf64Bits;
  return digits.substr(0, std::max(least, of_128_bits.shared) + 1);
}

ShortTraceId::Neighbours ShortTraceId::neighbours(const std::string& id) {
  model::TraceId bytes;
  base::from_hex(id, bytes.bytes);
  neighbours_.reset();
  neighbours_.bind(kTraceNeighbours.parameter("trace_id"), bytes.bytes);
  Neighbours found;
  while (neighbours_.step()) {
    found.is_stored = neighbours_.integer(kTraceNeighbours["is_stored"]) != 0;
    for (const int column : {kTraceNeighbours["before"], kTraceNeighbours["behind"]}) {
      if (neighbours_.is_null(column)) continue;
      found.shared =
          std::max(found.shared, common_digits(id, model::to_string(neighbours_.trace_id(column))));
    }
  }
  return found;
}

}  // namespace tracewh::query
