#include "analysis/analysis.hpp"

namespace tracewh::analysis {

std::string Options::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return {};
  const auto* text = std::get_if<std::string>(&found->second);
  return text == nullptr ? std::string() : *text;
}

bool Options::flag(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return false;
  const auto* set = std::get_if<std::int64_t>(&found->second);
  return set != nullptr && *set != 0;
}

}  // namespace tracewh::analysis
