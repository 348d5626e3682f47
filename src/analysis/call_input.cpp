#include "analysis/call_input.hpp"

#include "base/embedded_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace tracewh::analysis {

std::span<const base::EmbeddedFile> embedded_files();

CallInputReader::CallInputReader() {
  const auto mapping = nlohmann::json::parse(base::find_embedded(embedded_files(), "schema/semantics.json"),
                                             nullptr, true, true);
  mapping.at("input").get_to(patterns_);
}

bool CallInputReader::is_input(std::string_view key) const {
  return std::ranges::any_of(patterns_, [key](std::string_view pattern) {
    if (!pattern.ends_with('*')) return key == pattern;
    return key.starts_with(pattern.substr(0, pattern.size() - 1));
  });
}

std::string CallInputReader::read(const model::Span& span) {
  content::Attributes input = reader_.span(span).attributes;
  std::erase_if(input, [this](const content::Attribute& attribute) { return !is_input(attribute.key); });
  std::string text;
  if (!input.empty()) content::append_json(text, input);
  return text;
}

}  // namespace tracewh::analysis
