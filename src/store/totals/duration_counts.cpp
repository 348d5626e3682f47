#include "store/totals/duration_counts.hpp"

#include "base/json_text.hpp"
#include "base/number.hpp"
#include "base/rounded_duration.hpp"

#include <algorithm>
#include <cstddef>

namespace tracewh::store {

namespace {

// More spans than any database holds, and so few that their percentages do not overflow.
constexpr std::int64_t kMaxSpans = 1'000'000'000'000'000;

}  // namespace

std::optional<DurationCounts> DurationCounts::from_json(std::string_view json) {
  if (json.size() < 2 || json.front() != '{' || json.back() != '}') return std::nullopt;
  DurationCounts counts;
  std::int64_t spans = 0;
  std::string_view members = json.substr(1, json.size() - 2);
  if (members.ends_with(',')) return std::nullopt;
  while (!members.empty()) {
    const std::size_t comma = std::min(members.find(','), members.size());
    const auto count = parse(members.substr(0, comma));
    if (!count || (!counts.counts_.empty() && count->duration_ns <= counts.counts_.back().duration_ns) ||
        (spans += count->spans) > kMaxSpans) {
      return std::nullopt;
    }
    counts.counts_.push_back(*count);
    members.remove_prefix(std::min(comma + 1, members.size()));
  }
  return counts;
}

std::optional<DurationCounts::Count> DurationCounts::parse(std::string_view member) {
  const std::size_t colon = member.find(':');
  if (colon == std::string_view::npos || colon < 2 || member.front() != '"' || member[colon - 1] != '"')
    return std::nullopt;
  const auto duration_ns = base::parse_integer<std::int64_t>(member.substr(1, colon - 2));
  const auto spans = base::parse_integer<std::int64_t>(member.substr(colon + 1));
  if (!duration_ns || *duration_ns < 0 || !spans || *spans < 1 || *spans > kMaxSpans) return std::nullopt;
  return Count{*duration_ns, *spans};
}

void DurationCounts::add(std::int64_t duration_ns, std::int64_t spans) {
  const std::int64_t rounded = base::rounded_duration(duration_ns);
  const auto at = std::ranges::lower_bound(counts_, rounded, {}, &Count::duration_ns);
  if (at == counts_.end() || at->duration_ns != rounded) {
    counts_.insert(at, {rounded, spans});
  } else if ((at->spans += spans) == 0) {
    counts_.erase(at);
  }
}

std::optional<std::int64_t> DurationCounts::percentile(int percent) const {
  std::int64_t spans = 0;
  for (const Count& count : counts_) spans += count.spans;
  std::int64_t left = (spans * percent + 99) / 100;
  for (const Count& count : counts_) {
    left -= count.spans;
    if (left <= 0) return count.duration_ns;
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

DurationCounts durations_of(const Statement& row, int column) {
  auto counts = DurationCounts::from_json(row.text(column));
  if (!counts) row.fail_damaged("the durations of spans cannot be read");
  return *std::move(counts);
}

}  // namespace tracewh::store
