#include "reference/measures.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tracewh::reference {
namespace {

constexpr std::string_view kSeparators = " :=/,()\"'_";
constexpr std::size_t kMessageCharacters = 200;
/// Percentiles of so many durations are exact.
constexpr std::size_t kFew = 100;

std::string first_characters(const std::string& text, std::size_t count) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U;
    if (begins && characters++ == count) return text.substr(0, i);
  }
  return text;
}

std::string with_numbers_hidden(const std::string& text) {
  std::string hidden;
  for (const char c : text) {
    const bool is_number = (c >= '0' && c <= '9') || c == '#';
    if (!is_number) {
      hidden.push_back(c);
    } else if (hidden.empty() || hidden.back() != '#') {
      hidden.push_back('#');
    }
  }
  return hidden;
}

/// `word` may end with separators.
std::string hidden_if_number(const std::string& word) {
  const std::size_t length = word.find_last_not_of(std::string(kSeparators) + ".") + 1;
  const std::string core = word.substr(0, length);
  if (core.find('#') == std::string::npos) return word;
  if (core.find_first_not_of("-#abcdefABCDEF") != std::string::npos) return word;
  return "#" + word.substr(length);
}

}  // namespace

std::int64_t rounded_duration(std::int64_t duration_ns) {
  if (duration_ns < 100) return duration_ns;
  std::int64_t unit = 1;
  while (duration_ns / unit >= 1000) unit *= 10;
  const std::int64_t first_digit = duration_ns / unit / 100;
  const std::int64_t step = unit * (first_digit == 1 ? 2 : first_digit < 5 ? 4 : 10);
  return duration_ns / step * step;
}

std::optional<std::int64_t> percentile(std::vector<std::int64_t> durations_ns, std::int64_t percent) {
  if (durations_ns.empty()) return std::nullopt;
  std::ranges::sort(durations_ns);
  const auto rank = (durations_ns.size() * static_cast<std::size_t>(percent) + 99) / 100;
  const std::int64_t duration = durations_ns[rank - 1];
  return durations_ns.size() <= kFew ? duration : rounded_duration(duration);
}

std::int64_t busy_ns(const std::vector<const Span*>& spans) {
  std::vector<std::pair<std::int64_t, std::int64_t>> intervals;
  for (const Span* span : spans) {
    if (const auto start = span->known_start_ns()) intervals.emplace_back(*start, span->last_ns());
  }
  std::ranges::sort(intervals);
  std::int64_t busy = 0;
  std::int64_t until = 0;
  for (const auto& [start, end] : intervals) {
    busy += std::max<std::int64_t>(end - std::max(start, until), 0);
    until = std::max(until, end);
  }
  return busy;
}

std::string message_shape(const std::string& message) {
  std::string shape;
  std::string word;
  for (const char c : with_numbers_hidden(first_characters(message, kMessageCharacters))) {
    word.push_back(c);
    if (kSeparators.find(c) == std::string_view::npos) continue;
    shape += hidden_if_number(word);
    word.clear();
  }
  return shape + hidden_if_number(word);
}

}  // namespace tracewh::reference
