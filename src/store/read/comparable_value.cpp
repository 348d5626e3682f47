#include "store/read/comparable_value.hpp"

#include "base/json_element.hpp"
#include "base/json_text.hpp"
#include "base/number.hpp"
#include "base/utf8.hpp"

#include <cmath>
#include <optional>

namespace tracewh::store {
namespace {

// Of a text in the index: enough to tell names, IDs and paths apart, and prompts take no room.
constexpr std::size_t kIndexedBytes = 96;

/// How a double begins that is not finite; what json_text.hpp says of it.
constexpr std::string_view kDoubleMap = "{\"doubleValue\":";

/// Stored integers have no fraction and no exponent, doubles always one.
Cell number_cell(std::string_view text) {
  if (const auto integer = base::parse_integer<std::int64_t>(text)) return *integer;
  if (const auto real = base::parse_real(text)) return *real;
  return {};
}

std::string json_string(std::string_view text) {
  std::string json;
  base::append_json_string(json, text);
  return json;
}

std::string json_real(double value) {
  std::string json;
  base::append_stored_real(json, value);
  return json;
}

/// What `text` reads as, as an integer and as a double.
void add_number(std::vector<model::Value>& forms, std::string_view text) {
  if (const auto integer = base::parse_integer<std::int64_t>(text)) {
    forms.emplace_back(*integer);
    const auto real = static_cast<double>(*integer);
    if (base::integral(real) == *integer) forms.emplace_back(real);
  } else if (const auto real = base::parse_real(text)) {
    forms.push_back(std::isfinite(*real) ? model::Value(*real) : model::Value(json_real(*real)));
    if (const auto whole = base::integral(*real)) forms.emplace_back(*whole);
  }
}

}  // namespace

Cell comparable_value(std::string_view values, std::size_t position) {
  const std::string_view json = base::json_element(values, position);
  if (json.empty()) return {};
  switch (json.front()) {
    case '"':
    case 't':
    case 'f':
      return json;
    case '{':
      return json.starts_with(kDoubleMap) ? Cell(json) : Cell();
    default:
      return number_cell(json);
  }
}

std::vector<model::Value> forms_that_equal(std::string_view text) {
  std::vector<model::Value> forms{json_string(text)};
  if (text == "true" || text == "false") forms.emplace_back(std::string(text));
  add_number(forms, text);
  return forms;
}

bool same_form(const Cell& stored, const model::Value& form) {
  if (stored.index() != form.index()) return false;
  switch (stored.index()) {
    case 1:
      return std::get<1>(stored) == std::get<1>(form);
    case 2:
      return std::get<2>(stored) == std::get<2>(form);
    case 3:
      return std::get<3>(stored) == std::get<3>(form);
    default:
      return false;
  }
}

std::optional<model::Number> number_of(const Cell& stored) {
  if (const auto* integer = std::get_if<std::int64_t>(&stored)) return static_cast<model::Number>(*integer);
  if (const auto* real = std::get_if<double>(&stored)) return *real;
  const auto* text = std::get_if<std::string_view>(&stored);
  if (text == nullptr) return std::nullopt;
  std::string_view json = *text;
  if (json.starts_with(kDoubleMap))
    json = json.substr(kDoubleMap.size(), json.size() - kDoubleMap.size() - 1);
  // No number has a character that JSON escapes.
  const bool is_string = json.size() >= 2 && json.front() == '"' && json.back() == '"';
  return is_string ? model::parse_number(json.substr(1, json.size() - 2)) : std::nullopt;
}

Cell indexed_form(const Cell& form) {
  const auto* text = std::get_if<std::string_view>(&form);
  return text == nullptr ? form : Cell(base::cut_utf8(*text, kIndexedBytes));
}

std::vector<model::Value> indexed_forms(std::string_view text) {
  std::vector<model::Value> forms = forms_that_equal(text);
  for (model::Value& form : forms) {
    if (auto* string = std::get_if<std::string>(&form))
      string->resize(base::cut_utf8(*string, kIndexedBytes).size());
  }
  return forms;
}

}  // namespace tracewh::store
