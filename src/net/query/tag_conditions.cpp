#include "net/query/tag_conditions.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace tracewh::net {
namespace {

using base::Error, base::ErrorCode;
using model::Comparison, model::AttributeCondition;

// The first characters of signs, where Jaeger's UI leaves them.
constexpr std::string_view kSigns = "<>!";

[[noreturn]] void fail(std::string_view name, std::string_view text, const char* hint) {
  throw Error(ErrorCode::kUsage, fmt::format("malformed '{}' parameter: {}", name, text), hint);
}

/// The text in which the comparison stands if a tag is one: Jaeger's UI takes `priority>7` for a flag, and
/// `priority>=7` for a value of `priority>`.
std::string comparison_of(std::string_view key, std::string_view value) {
  if (!key.empty() && kSigns.find(key.back()) != std::string_view::npos)
    return fmt::format("{}={}", key, value);
  if (value.starts_with("!=") || value.starts_with('<') || value.starts_with('>'))
    return fmt::format("{}{}", key, value);
  return value.empty() || value == "true" ? std::string(key) : std::string();
}

AttributeCondition read_pair(std::string_view key, std::string_view value) {
  auto condition = model::parse_condition(comparison_of(key, value));
  if (condition && condition->comparison != Comparison::kEqual) return std::move(*condition);
  return {std::string(key), std::string(value)};
}

/// The words of a text, without the quotes in which blanks may stand.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ' ' && !quoted) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word.push_back(c);
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::vector<AttributeCondition> read_object(std::string_view text) {
  const auto object = nlohmann::json::parse(text, nullptr, false);
  if (!object.is_object()) fail("tags", text, "it is a JSON object like {\"error\":\"true\"}");
  std::vector<AttributeCondition> conditions;
  for (const auto& [key, value] : object.items()) {
    if (!value.is_string()) fail("tags", text, "values are JSON strings");
    conditions.push_back(read_pair(key, value.get_ref<const std::string&>()));
  }
  return conditions;
}

}  // namespace

AttributeCondition read_tag(std::string_view text) {
  if (const auto colon = text.find(':'); colon != std::string_view::npos)
    return read_pair(text.substr(0, colon), text.substr(colon + 1));
  if (auto condition = model::parse_condition(text)) return std::move(*condition);
  fail("tag", text, "write it like key:value");
}

std::vector<AttributeCondition> read_tags(std::string_view text) {
  if (text.starts_with('{')) return read_object(text);
  std::vector<AttributeCondition> conditions;
  for (const std::string& word : words_of(text)) {
    auto condition = model::parse_condition(word);
    if (!condition) fail("tags", text, "write it like {\"error\":\"true\"} or error=true");
    conditions.push_back(std::move(*condition));
  }
  return conditions;
}

std::vector<AttributeCondition> read_annotation_query(std::string_view text) {
  constexpr std::string_view kAnd = " and ";
  std::vector<AttributeCondition> conditions;
  while (!text.empty()) {
    const auto end = text.find(kAnd);
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + kAnd.size());
    auto condition = model::parse_condition(word);
    conditions.push_back(condition ? std::move(*condition)
                                   : AttributeCondition{std::string(word), {}, Comparison::kExists});
  }
  return conditions;
}

}  // namespace tracewh::net
