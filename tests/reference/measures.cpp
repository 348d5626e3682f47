#include "reference/measures.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tracewh::reference {
namespace {

constexpr std::string_view kSeparators = " :=/,()\"'_";
constexpr std::size_t kMessageCharacters = 200;

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
  // Unsigned, because rounding up the longest durations passes 2^63 on the way.
  const auto duration = static_cast<std::uint64_t>(duration_ns);
  std::uint64_t unit = 1;
  while (duration / unit >= 1000) unit *= 10;
  const std::uint64_t first_digit = duration / unit / 100;
  const std::uint64_t step = unit * (first_digit == 1 ? 2 : first_digit < 5 ? 4 : 10);
  return static_cast<std::int64_t>((duration + step / 2) / step * step);
}

std::optional<std::int64_t> percentile(std::vector<std::int64_t> durations_ns, std::int64_t percent) {
  if (durations_ns.empty()) return std::nullopt;
  std::ranges::transform(durations_ns, durations_ns.begin(), rounded_duration);
  std::ranges::sort(durations_ns);
  const auto rank = (durations_ns.size() * static_cast<std::size_t>(percent) + 99) / 100;
  return durations_ns[rank - 1];
}

std::int64_t busy_ns(const std::vector<const Span*>& spans) {
  std::vector<std::pair<std::int64_t, std::int64_t>> intervals;
  for (const Span* span : spans) intervals.emplace_back(span->start_ns, span->last_ns());
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
