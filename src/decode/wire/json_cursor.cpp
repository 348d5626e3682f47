#include "decode/wire/json_cursor.hpp"

#include "decode/wire/splitter.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace tracewh::decode {
namespace {

static_assert(kPaddingBytes >= simdjson::SIMDJSON_PADDING);

// NaN and Infinity are no JSON, but Python writes them; they can only be read as tokens.
constexpr auto kValueStarts = [] {
  std::array<bool, 256> starts{};
  for (const char c : std::string_view("\"{[tfn-0123456789NI")) starts[static_cast<unsigned char>(c)] = true;
  return starts;
}();

bool is_key(std::string_view text, std::string_view name) {
  return text.size() > name.size() && text[name.size()] == '"' && text.front() == name.front() &&
         text.starts_with(name);
}

/// Compares a snake_case key with a lowerCamelCase name.
bool is_snake_form(std::string_view key, std::string_view name) {
  std::size_t n = 0;
  for (std::size_t k = 0; k < key.size(); ++k, ++n) {
    const bool upper = key[k] == '_' && k + 1 < key.size();
    const char c = upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(key[++k]))) : key[k];
    if (n == name.size() || name[n] != c) return false;
  }
  return n == name.size();
}

}  // namespace

bool JsonCursor::open(std::string_view text, IssueCounter& issues) {
  text_ = text;
  issues_ = &issues;
  error_ = simdjson::SUCCESS;
  is_open_ = ok(parser_.iterate(text.data(), text.size(), text.size() + kPaddingBytes).get(document_));
  return is_open_;
}

bool JsonCursor::ok(simdjson::error_code error) {
  if (error != simdjson::SUCCESS && error_ == simdjson::SUCCESS) error_ = error;
  return error_ == simdjson::SUCCESS;
}

bool JsonCursor::begins_value(Value& value) {
  return kValueStarts[static_cast<unsigned char>(value.raw_json_token().front())] || ok(simdjson::TAPE_ERROR);
}

std::string_view JsonCursor::object_text(Value& value) {
  const std::string_view token = value.raw_json_token();
  simdjson::ondemand::object object;
  if (token.front() != '{') {
    issues_->note(IssueKind::kInvalidValue);
    return {};
  }
  std::string_view text;
  if (ok(value.get_object().get(object)) && ok(object.raw_json().get(text))) return text;
  return text_.substr(static_cast<std::size_t>(token.data() - text_.data()));
}

std::size_t JsonCursor::location() {
  if (!is_open_) return 0;
  const char* place = nullptr;
  if (document_.current_location().get(place) != simdjson::SUCCESS) return text_.size();
  return std::min(static_cast<std::size_t>(place - text_.data()), text_.size());
}

std::string_view json_token(JsonCursor::Value& value) {
  std::string_view token = value.raw_json_token();
  while (token.size() > 1 && static_cast<unsigned char>(token.back()) <= ' ') token.remove_suffix(1);
  return token;
}

std::string_view json_string_at(std::string_view text, std::size_t quote) {
  std::size_t end = quote + 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return text.substr(quote, end + 1 - quote);
}

std::size_t find_field(std::span<const std::string_view> names, std::string_view text,
                       std::size_t& previous) {
  std::size_t position = previous;
  for (std::size_t tried = 0; tried < names.size(); ++tried) {
    position = position + 1 < names.size() ? position + 1 : 0;
    if (is_key(text, names[position])) return previous = position;
  }
  const std::string_view key = text.substr(0, text.find('"'));
  if (key.find('_') == std::string_view::npos) return names.size();
  const auto found = std::ranges::find_if(names, [&](auto name) { return is_snake_form(key, name); });
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace tracewh::decode
