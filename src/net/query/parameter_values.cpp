#include "net/query/parameter_values.hpp"

#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/hex.hpp"
#include "base/limits.hpp"
#include "base/number.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace tracewh::net {
namespace {

using base::Error, base::ErrorCode;

[[noreturn]] void fail(std::string_view name, std::string_view text, std::string_view what) {
  throw Error(ErrorCode::kUsage, fmt::format("parameter '{}': '{}' is not {}", name, text, what));
}

std::int64_t saturating_product(std::int64_t value, std::int64_t factor) {
  std::int64_t product = 0;
  if (!__builtin_mul_overflow(value, factor, &product)) return product;
  return value < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

}  // namespace

std::optional<std::string_view> text_parameter(const Parameters& query,
                                               std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const std::string* value = query.find(name);
    if (value != nullptr && !value->empty()) return *value;
  }
  return std::nullopt;
}

std::string_view required_parameter(const Parameters& query, std::initializer_list<std::string_view> names) {
  if (const auto text = text_parameter(query, names)) return *text;
  throw Error(ErrorCode::kUsage, fmt::format("parameter '{}' is required", *names.begin()));
}

std::optional<std::int64_t> integer_parameter(const Parameters& query, std::string_view name) {
  const auto text = text_parameter(query, {name});
  if (!text) return std::nullopt;
  const auto value = base::parse_integer<std::int64_t>(*text);
  if (!value) fail(name, *text, "an integer");
  return value;
}

std::optional<std::int64_t> nanoseconds_parameter(const Parameters& query, std::string_view name,
                                                  std::int64_t unit_ns) {
  const auto value = integer_parameter(query, name);
  return value ? std::optional(saturating_product(*value, unit_ns)) : std::nullopt;
}

std::optional<std::int64_t> duration_parameter(const Parameters& query,
                                               std::initializer_list<std::string_view> names) {
  const auto text = text_parameter(query, names);
  if (!text) return std::nullopt;
  const auto duration = base::parse_duration(*text);
  if (!duration) fail(*names.begin(), *text, "a duration such as 1.2s, 100ms or 1h30m");
  return duration;
}

bool flag_parameter(const Parameters& query, std::initializer_list<std::string_view> names) {
  constexpr std::array<std::string_view, 6> kTrue{"1", "t", "T", "true", "TRUE", "True"};
  constexpr std::array<std::string_view, 6> kFalse{"0", "f", "F", "false", "FALSE", "False"};
  const auto text = text_parameter(query, names);
  if (!text || std::ranges::find(kFalse, *text) != kFalse.end()) return false;
  if (std::ranges::find(kTrue, *text) == kTrue.end()) fail(*names.begin(), *text, "true or false");
  return true;
}

std::size_t limit_parameter(const Parameters& query, std::initializer_list<std::string_view> names,
                            std::int64_t usual) {
  std::int64_t limit = usual;
  if (const auto text = text_parameter(query, names)) {
    const auto given = base::parse_integer<std::int32_t>(*text);
    if (!given || *given <= 0) fail(*names.begin(), *text, "a number of traces");
    limit = *given;
  }
  return static_cast<std::size_t>(std::min(limit, base::limits::kRowsPerAnswer));
}

search::Range duration_range(std::optional<std::int64_t> least, std::optional<std::int64_t> most) {
  search::Range range;
  if (least) range.least = *least;
  if (most) range.most = *most;
  if (range.least <= range.most) return range;
  throw Error(ErrorCode::kUsage, "'maxDuration' should be greater than 'minDuration'");
}

model::TraceId read_trace_id(std::string_view text) {
  model::TraceId id;
  constexpr std::size_t kDigits = 2 * sizeof(id.bytes);
  if (!text.empty() && text.size() <= kDigits) {
    const std::string padded = std::string(kDigits - text.size(), '0') + std::string(text);
    if (base::from_hex(padded, id.bytes)) return id;
  }
  std::string bytes;
  if (base::append_from_base64(bytes, text) && (bytes.size() == 8 || bytes.size() == id.bytes.size())) {
    id = {};
    std::ranges::copy(bytes, id.bytes.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return id;
  }
  fail("traceID", text, "a trace ID");
}

}  // namespace tracewh::net
