#include "search/row_ids.hpp"

#include "base/error.hpp"
#include "base/hex.hpp"
#include "base/number.hpp"

#include <algorithm>
#include <cstdint>
#include <variant>

namespace tracewh::search {

std::optional<std::size_t> column_of(const std::vector<std::string>& columns, std::string_view name) {
  const auto found = std::ranges::find(columns, name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::optional<model::TraceId> trace_id_of(const model::Value& value) {
  model::TraceId id;
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  if (const auto* text = std::get_if<std::string>(&value);
      text != nullptr && base::from_hex(*text, id.bytes)) {
    return id;
  }
  const auto* blob = std::get_if<model::Blob>(&value);
  if (blob == nullptr || blob->bytes.size() != id.bytes.size()) {
    throw base::Error(base::ErrorCode::kUsage, "a value of the column trace_id is no trace ID");
  }
  std::ranges::copy(blob->bytes, id.bytes.begin());
  return id;
}

std::optional<model::SpanId> span_id_of(const model::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  return model::SpanId{base::parse_integer<std::uint64_t>(*text, 16).value_or(0)};
}

}  // namespace tracewh::search
