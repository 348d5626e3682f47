#include "store/totals/duration_counts.hpp"

#include "base/json_text.hpp"
#include "base/rounded_duration.hpp"

#include <algorithm>
#include <charconv>

namespace tracewh::store {

DurationCounts::DurationCounts(std::string_view json) {
  const char* const end = json.data() + json.size();
  for (std::size_t quote = json.find('"'); quote != std::string_view::npos;) {
    std::pair<std::int64_t, std::int64_t> count;
    const char* const colon = std::from_chars(json.data() + quote + 1, end, count.first).ptr + 1;
    const char* const comma = std::from_chars(colon + 1, end, count.second).ptr;
    counts_.push_back(count);
    quote = json.find('"', static_cast<std::size_t>(comma - json.data()));
  }
}

void DurationCounts::add(std::int64_t duration_ns, std::int64_t spans) {
  const std::int64_t rounded = base::rounded_duration(duration_ns);
  const auto at =
      std::ranges::lower_bound(counts_, rounded, {}, &std::pair<std::int64_t, std::int64_t>::first);
  if (at == counts_.end() || at->first != rounded) {
    counts_.insert(at, {rounded, spans});
  } else if ((at->second += spans) == 0) {
    counts_.erase(at);
  }
}

std::optional<std::int64_t> DurationCounts::percentile(int percent) const {
  std::int64_t spans = 0;
  for (const auto& count : counts_) spans += count.second;
  std::int64_t left = (spans * percent + 99) / 100;
  for (const auto& [duration, count] : counts_) {
    left -= count;
    if (left <= 0) return duration;
  }
  return std::nullopt;
}

std::string DurationCounts::to_json() const {
  std::string json = "{";
  for (const auto& [duration, spans] : counts_) {
    if (json.size() > 1) json.push_back(',');
    json.push_back('"');
    base::append_json_integer(json, duration);
    json += "\":";
    base::append_json_integer(json, spans);
  }
  json.push_back('}');
  return json;
}

}  // namespace tracewh::store
