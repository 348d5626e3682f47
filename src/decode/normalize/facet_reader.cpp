#include "decode/normalize/facet_reader.hpp"

#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "decode/normalize/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace tracewh::decode {
namespace {

using Type = AttributeValue::Type;

std::optional<double> as_real(const AttributeValue& value) {
  switch (value.type) {
    case Type::kInteger:
      return static_cast<double>(value.integer);
    case Type::kReal:
      return std::isfinite(value.real) ? std::optional(value.real) : std::nullopt;
    case Type::kText: {
      const auto number = read_real(value.text);
      return number && std::isfinite(*number) ? number : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

/// `digits` holds the text of an integer.
std::string_view as_text(const AttributeValue& value, std::array<char, 24>& digits) {
  if (value.type == Type::kText) return base::cut_utf8(value.text, base::limits::kNameBytes);
  if (value.type != Type::kInteger) return {};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value.integer).ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

}  // namespace

bool add_facet(model::Facet facet, const AttributeValue& value, model::Batch& batch) {
  const model::FacetType type = info(facet).type;
  if (type == model::FacetType::kInteger) {
    const auto number = as_integer(value);
    if (number) batch.facets.push_back({facet, *number});
    return number.has_value();
  }
  if (type == model::FacetType::kReal) {
    const auto number = as_real(value);
    if (number) batch.facets.push_back({facet, *number});
    return number.has_value();
  }
  std::array<char, 24> digits;
  const std::string_view text = as_text(value, digits);
  if (text.empty()) return false;
  if (type == model::FacetType::kDictionary) {
    batch.facets.push_back({facet, batch.strings.intern(text)});
  } else {
    batch.facets.push_back({facet, batch.arena.copy(text)});
  }
  return true;
}

}  // namespace tracewh::decode
