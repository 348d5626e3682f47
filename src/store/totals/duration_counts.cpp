#include "store/totals/duration_counts.hpp"

#include "base/json_text.hpp"
#include "base/number.hpp"
#include "base/rounded_duration.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::store {

namespace {

// More spans than any database holds, and so few that their percentages do not overflow.
constexpr std::int64_t kMaxSpans = 1'000'000'000'000'000;

/// The part of `text` before the next comma, which is taken away with it.
std::string_view take_element(std::string_view& text) {
  const std::size_t comma = std::min(text.find(','), text.size());
  const std::string_view element = text.substr(0, comma);
  text.remove_prefix(std::min(comma + 1, text.size()));
  return element;
}

/// The number between quotation marks; none when there is none.
std::optional<std::int64_t> quoted_integer(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  return base::parse_integer<std::int64_t>(text.substr(1, text.size() - 2));
}

}  // namespace

std::optional<DurationCounts> DurationCounts::from_json(std::string_view json) {
  if (json.size() < 2) return std::nullopt;
  DurationCounts counts;
  const std::string_view content = json.substr(1, json.size() - 2);
  if (content.ends_with(',')) return std::nullopt;
  counts.is_rounded_ = json.front() == '{';
  const bool is_read = counts.is_rounded_
                           ? json.back() == '}' && counts.read_counts(content)
                           : json.front() == '[' && json.back() == ']' && counts.read_durations(content);
  return is_read ? std::optional(std::move(counts)) : std::nullopt;
}

bool DurationCounts::read_durations(std::string_view elements) {
  while (!elements.empty()) {
    const auto duration_ns = base::parse_integer<std::int64_t>(take_element(elements));
    if (!duration_ns) return false;
    if (!counts_.empty() && counts_.back().duration_ns == *duration_ns) {
      ++counts_.back().spans;
      ++spans_;
    } else if (!append(*duration_ns, 1)) {
      return false;
    }
  }
  return spans_ <= kExact;
}

bool DurationCounts::read_counts(std::string_view members) {
  while (!members.empty()) {
    const std::string_view member = take_element(members);
    const std::size_t colon = std::min(member.find(':'), member.size());
    const auto duration_ns = quoted_integer(member.substr(0, colon));
    const auto spans = base::parse_integer<std::int64_t>(member.substr(std::min(colon + 1, member.size())));
    if (!duration_ns || !spans || !append(*duration_ns, *spans)) return false;
  }
  return true;
}

/// False for what cannot come behind the counts that there are.
bool DurationCounts::append(std::int64_t duration_ns, std::int64_t spans) {
  if (duration_ns < 0 || spans < 1 || spans > kMaxSpans - spans_) return false;
  if (!counts_.empty() && duration_ns <= counts_.back().duration_ns) return false;
  counts_.push_back({duration_ns, spans});
  spans_ += spans;
  return true;
}

void DurationCounts::add(std::int64_t duration_ns, std::int64_t spans) {
  const std::int64_t counted = is_rounded_ ? base::rounded_duration(duration_ns) : duration_ns;
  const auto at = std::ranges::lower_bound(counts_, counted, {}, &Count::duration_ns);
  if (at == counts_.end() || at->duration_ns != counted) {
    counts_.insert(at, {counted, spans});
  } else if ((at->spans += spans) == 0) {
    counts_.erase(at);
  }
  spans_ += spans;
  if (!is_rounded_ && spans_ > kExact) round();
}

void DurationCounts::round() {
  is_rounded_ = true;
  spans_ = 0;
  for (const auto& [duration_ns, spans] : std::exchange(counts_, {})) add(duration_ns, spans);
}

std::optional<std::int64_t> DurationCounts::percentile(int percent) const {
  std::int64_t left = (spans_ * percent + 99) / 100;
  for (const Count& count : counts_) {
    left -= count.spans;
    if (left <= 0) return count.duration_ns;
  }
  return std::nullopt;
}

std::string DurationCounts::to_json() const {
  std::string json(1, is_rounded_ ? '{' : '[');
  const auto append_comma = [&] {
    if (json.size() > 1) json.push_back(',');
  };
  for (const auto& [duration_ns, spans] : counts_) {
    for (std::int64_t i = 0; i < spans && !is_rounded_; ++i) {
      append_comma();
      base::append_json_integer(json, duration_ns);
    }
    if (!is_rounded_) continue;
    append_comma();
    json.push_back('"');
    base::append_json_integer(json, duration_ns);
    json += "\":";
    base::append_json_integer(json, spans);
  }
  json.push_back(is_rounded_ ? '}' : ']');
  return json;
}

DurationCounts durations_of(const Statement& row, int column) {
  auto counts = DurationCounts::from_json(row.text(column));
  if (!counts) row.fail_damaged("the durations of spans cannot be read");
  return *std::move(counts);
}

}  // namespace tracewh::store
