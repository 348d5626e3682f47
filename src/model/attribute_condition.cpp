#include "model/attribute_condition.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tracewh::model {
namespace {

using Sign = std::pair<std::string_view, Comparison>;

// Those that begin like others stand before them.
constexpr std::array<Sign, 6> kSigns{{{"!=", Comparison::kUnequal},
                                      {"<=", Comparison::kLessOrEqual},
                                      {">=", Comparison::kGreaterOrEqual},
                                      {"=", Comparison::kEqual},
                                      {"<", Comparison::kLess},
                                      {">", Comparison::kGreater}}};

/// The sign with which `text` begins, or null.
const Sign* sign_at(std::string_view text) {
  const auto* found =
      std::ranges::find_if(kSigns, [&](const Sign& sign) { return text.starts_with(sign.first); });
  return found == kSigns.end() ? nullptr : found;
}

/// Takes a key in quotes, which is `rest` up to the second one.
std::string take_quoted(std::string_view& rest) {
  std::string key;
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    if (rest.front() == '\\' && rest.size() > 1) rest.remove_prefix(1);
    key.push_back(rest.front());
    rest.remove_prefix(1);
  }
  rest.remove_prefix(std::min<std::size_t>(rest.size(), 1));
  return key;
}

std::string take_key(std::string_view& rest) {
  if (rest.starts_with('"')) return take_quoted(rest);
  std::size_t end = 0;
  while (end < rest.size() && sign_at(rest.substr(end)) == nullptr) ++end;
  std::string key(rest.substr(0, end));
  rest.remove_prefix(end);
  return key;
}

bool is_order(Comparison comparison) {
  return comparison != Comparison::kEqual && comparison != Comparison::kUnequal;
}

}  // namespace

std::optional<AttributeCondition> parse_condition(std::string_view text) {
  std::string key = take_key(text);
  const Sign* sign = sign_at(text);
  if (key.empty() || sign == nullptr) return std::nullopt;
  text.remove_prefix(sign->first.size());
  if (is_order(sign->second) && !parse_number(text)) return std::nullopt;
  return AttributeCondition{std::move(key), std::string(text), sign->second};
}

std::optional<Number> parse_number(std::string_view text) {
  if (const auto integer = base::parse_integer<std::int64_t>(text)) return static_cast<Number>(*integer);
  if (const auto real = base::parse_real(text)) return *real;
  return std::nullopt;
}

bool compare(Number left, Comparison comparison, Number right) {
  switch (comparison) {
    case Comparison::kLess:
      return left < right;
    case Comparison::kLessOrEqual:
      return left <= right;
    case Comparison::kGreater:
      return left > right;
    case Comparison::kGreaterOrEqual:
      return left >= right;
    default:
      return left == right;
  }
}

}  // namespace tracewh::model
