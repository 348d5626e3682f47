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

std::set<std::string> Options::runs_of(const tree::TraceTree& tree) const {
  std::set<std::string> runs;
  for (const tree::JoinedPart& part : tree.parts) {
    const auto found = runs_.find(part.trace_id);
    if (found != runs_.end()) runs.insert(found->second.begin(), found->second.end());
  }
  return runs;
}

}  // namespace tracewh::analysis
