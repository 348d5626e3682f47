#include "decode/wire/json_scalar.hpp"

#include "base/hex.hpp"
#include "base/time.hpp"
#include "base/utf8.hpp"
#include "decode/normalize/number_text.hpp"
#include "decode/normalize/span_draft.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace tracewh::decode {
namespace {

/// The four digits behind `\u` at `at`, or -1.
int code_unit(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = base::hex_digit(text[i]);
    if (digit < 0) return -1;
    unit = unit << 4 | digit;
  }
  return unit;
}

/// Appends what the escape at `at` stands for, and returns its length. `clean` becomes false when it is
/// an unpaired surrogate or no escape at all.
std::size_t append_unescaped(std::string& out, std::string_view text, std::size_t at, bool& clean) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t letter = at + 1 < text.size() ? kLetters.find(text[at + 1]) : std::string_view::npos;
  if (letter != std::string_view::npos) {
    out.push_back(kMeanings[letter]);
    return 2;
  }
  const int first = code_unit(text, at);
  const bool high = first >= 0xD800 && first < 0xDC00;
  const int second = high ? code_unit(text, at + 6) : -1;
  if (second >= 0xDC00 && second < 0xE000) {
    base::append_utf8(out, static_cast<char32_t>(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)));
    return 12;
  }
  if (first >= 0 && (first < 0xD800 || first >= 0xE000)) {
    base::append_utf8(out, static_cast<char32_t>(first));
    return 6;
  }
  out += base::kReplacementCharacter;
  clean = false;
  return first >= 0 ? 6 : 1;
}

/// Undoes the escapes; false when one had to be replaced.
bool unescape(std::string& out, std::string_view text) {
  bool clean = true;
  while (!text.empty()) {
    const std::size_t escape = std::min(text.find('\\'), text.size());
    out += text.substr(0, escape);
    text.remove_prefix(escape);
    if (!text.empty()) text.remove_prefix(append_unescaped(out, text, 0, clean));
  }
  return clean;
}

template <typename Keep>
JsonText read_text(std::string_view token, IssueCounter& issues, Keep keep) {
  if (token.front() != '"') {
    if (token != "null") issues.note(IssueKind::kInvalidValue);
    return {};
  }
  const std::string_view text = unquoted(token);
  if (text.find('\\') == std::string_view::npos) return {text, true};
  std::string unescaped;
  unescaped.reserve(text.size());
  if (!unescape(unescaped, text)) issues.note(IssueKind::kInvalidUtf8);
  return {keep(unescaped), false};
}

template <typename Keeper>
AttributeValue read_scalar(std::string_view token, IssueCounter& issues, Keeper& keeper) {
  if (token == "null") return {};
  if (token == "true" || token == "false") return AttributeValue::of_bool(token == "true");
  if (token.front() == '"') {
    const JsonText text = read_json_text(token, keeper, issues);
    return AttributeValue::of_text(text.text, text.plain);
  }
  const bool is_real = token.find_first_of(".eENI") != std::string_view::npos;
  if (!is_real) {
    if (const auto integer = read_json_integer(token)) return AttributeValue::of_integer(*integer);
  }
  // Beyond 64 bits an integer is still a number.
  if (const auto real = read_json_real(token)) return AttributeValue::of_real(*real);
  issues.note(IssueKind::kInvalidValue);
  return {};
}

}  // namespace

std::string_view unquoted(std::string_view token) {
  const bool quoted = token.size() >= 2 && token.front() == '"' && token.back() == '"';
  return quoted ? token.substr(1, token.size() - 2) : token;
}

JsonText read_json_text(std::string_view token, AttributeList& keeper, IssueCounter& issues) {
  return read_text(token, issues, [&](std::string_view text) { return keeper.keep(text); });
}

JsonText read_json_text(std::string_view token, Scratch& keeper, IssueCounter& issues) {
  return read_text(token, issues, [&](std::string_view text) { return keeper.copy(text); });
}

AttributeValue read_json_scalar(std::string_view token, AttributeList& keeper, IssueCounter& issues) {
  return read_scalar(token, issues, keeper);
}

AttributeValue read_json_scalar(std::string_view token, Scratch& keeper, IssueCounter& issues) {
  return read_scalar(token, issues, keeper);
}

std::optional<std::int64_t> read_json_integer(std::string_view token) {
  return token == "null" ? 0 : read_integer(unquoted(token));
}

std::optional<double> read_json_real(std::string_view token) { return read_real(unquoted(token)); }

std::uint32_t read_json_count(std::string_view token, IssueCounter& issues) {
  const auto value = read_json_integer(token);
  if (value && *value >= 0 && *value <= std::numeric_limits<std::uint32_t>::max()) {
    return static_cast<std::uint32_t>(*value);
  }
  issues.note(IssueKind::kInvalidValue);
  return 0;
}

std::optional<std::int32_t> read_json_enum(std::string_view token, std::string_view prefix,
                                           std::span<const std::string_view> names, IssueCounter& issues) {
  std::string_view word = unquoted(token);
  if (word.starts_with(prefix)) word.remove_prefix(prefix.size());
  const auto named = std::ranges::find(names, word);
  if (named != names.end()) return static_cast<std::int32_t>(named - names.begin());
  const auto number = read_json_integer(token);
  if (number && static_cast<std::int32_t>(*number) == *number) return static_cast<std::int32_t>(*number);
  issues.note(IssueKind::kInvalidValue);
  return std::nullopt;
}

std::size_t read_json_choice(std::string_view token, std::string_view prefix,
                             std::span<const std::string_view> names, IssueCounter& issues) {
  const auto number = read_json_enum(token, prefix, names, issues).value_or(0);
  if (number >= 0 && static_cast<std::size_t>(number) < names.size()) return static_cast<std::size_t>(number);
  issues.note(IssueKind::kInvalidValue);
  return 0;
}

std::int64_t read_json_time(std::string_view token) {
  const auto value = read_json_integer(token);
  return value && *value >= 0 ? *value : kBadTime;
}

std::int64_t read_json_timestamp(std::string_view token) {
  const auto value = base::parse_rfc3339(unquoted(token));
  return value && *value >= 0 ? *value : kBadTime;
}

}  // namespace tracewh::decode
