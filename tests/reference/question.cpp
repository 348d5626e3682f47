#include "reference/question.hpp"

#include "reference/glob.hpp"

namespace tracewh::reference {

std::int64_t Question::integer(const std::string& name, std::int64_t otherwise) const {
  const auto* value = std::get_if<std::int64_t>(&values_.at(name));
  return value == nullptr ? otherwise : *value;
}

std::optional<std::string> Question::text(const std::string& name) const {
  const auto* value = std::get_if<std::string>(&values_.at(name));
  return value == nullptr ? std::nullopt : std::optional(*value);
}

bool Question::matches(const std::string& name, const std::string& text_to_match) const {
  const auto pattern = text(name);
  return !pattern || matches_glob(*pattern, text_to_match);
}

bool Question::in_time(const std::optional<std::int64_t>& start_ns) const {
  const auto* since = std::get_if<std::int64_t>(&values_.at("since"));
  const auto* until = std::get_if<std::int64_t>(&values_.at("until"));
  if (!start_ns) return since == nullptr && until == nullptr;
  return (since == nullptr || *start_ns >= *since) && (until == nullptr || *start_ns < *until);
}

bool Question::in_run(const Archive& archive, const model::TraceId& trace) const {
  const auto name = text("run");
  if (!name) return true;
  const Run* run = archive.find_run(*name);
  return run != nullptr && run->traces.contains(trace);
}

}  // namespace tracewh::reference
