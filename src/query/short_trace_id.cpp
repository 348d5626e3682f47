#include "query/short_trace_id.hpp"

#include "base/hex.hpp"
#include "model/ids.hpp"
#include "query/internal_query.hpp"

#include <algorithm>

namespace tracewh::query {
namespace {

constexpr std::size_t kDigitsOf64Bits = 16;
constexpr std::size_t kLeastDigits = 8;

/// How many of the first digits are the same.
std::size_t common_digits(const std::string& a, const std::string& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

ShortTraceId::ShortTraceId(store::Reader& reader) : neighbours_(prepare(reader, kTraceNeighbours)) {}

std::string ShortTraceId::of(const std::string& id) {
  model::TraceId bytes;
  if (!base::from_hex(id, bytes.bytes)) return id;
  neighbours_.reset();
  neighbours_.bind(kTraceNeighbours.parameter("trace_id"), bytes.bytes);
  std::size_t digits = 0;
  while (neighbours_.step()) {
    for (const int column : {kTraceNeighbours["before"], kTraceNeighbours["behind"]}) {
      if (neighbours_.is_null(column)) continue;
      digits = std::max(digits, common_digits(id, model::to_string(neighbours_.trace_id(column))) + 1);
    }
  }
  const std::size_t zeros = id.find_first_not_of('0') < kDigitsOf64Bits ? 0 : kDigitsOf64Bits;
  return id.substr(zeros, std::max(digits, zeros + kLeastDigits) - zeros);
}

}  // namespace tracewh::query
