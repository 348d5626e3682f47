#include "base/time.hpp"

#include "base/number.hpp"

#include <fmt/compile.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace tracewh::base {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::array<Unit, 10> kUnits{{
    {"ns", 1},
    {"us", 1'000},
    {"µs", 1'000},
    {"μs", 1'000},  // U+03BC, as some keyboards type it
    {"ms", 1'000'000},
    {"s", kSecond},
    {"m", 60 * kSecond},
    {"h", 3'600 * kSecond},
    {"d", kDay},
    {"w", 7 * kDay},
}};

/// Takes `digits` decimal digits from the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  const auto value = parse_integer<std::uint16_t>(text.substr(0, digits));  // a type without a sign
  if (value) text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes a fraction's digits as nanoseconds; digits after the ninth are dropped.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  std::int64_t value = 0;
  std::size_t digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 9) value = value * 10 + (text.front() - '0');
    ++digits;
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  for (; digits < 9; ++digits) value *= 10;
  return value;
}

/// Takes a zone (`Z`, `+02:00`, nothing) as seconds east of UTC.
std::optional<int> take_zone(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0;
  const int sign = text.front() == '-' ? -1 : 1;
  // A plus sign reads as a space once a URL was decoded.
  if (!take(text, '+') && !take(text, '-') && !take(text, ' ')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  take(text, ':');
  const auto minutes = take_digits(text, 2);
  if (!hours || !minutes) return std::nullopt;
  return sign * (*hours * 3'600 + *minutes * 60);
}

struct TimeOfDay {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
};

/// Takes `03:04:05.678+02:00` as a distance from midnight UTC.
std::optional<TimeOfDay> take_time_of_day(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute) return std::nullopt;
  int second = 0;
  TimeOfDay time;
  if (take(text, ':')) {
    const auto seconds = take_digits(text, 2);
    if (!seconds) return std::nullopt;
    second = *seconds;
    if (take(text, '.') || take(text, ',')) {
      const auto fraction = take_fraction(text);
      if (!fraction) return std::nullopt;
      time.nanoseconds = *fraction;
    }
  }
  const auto zone = take_zone(text);
  if (!zone || *hour > 23 || *minute > 59 || second > 60) return std::nullopt;
  time.seconds = std::int64_t{*hour} * 3'600 + std::int64_t{*minute} * 60 + second - *zone;
  return time;
}

struct Day {
  std::string_view name;
  std::int64_t days_ago;
};

constexpr std::array<Day, 2> kDays{{{"today", 0}, {"yesterday", 1}}};

/// A day's name, perhaps with a time of day behind it; midnight without one.
std::optional<std::int64_t> parse_day(std::string_view text, std::int64_t now_ns) {
  const auto* const day =
      std::ranges::find_if(kDays, [&](const Day& candidate) { return text.starts_with(candidate.name); });
  if (day == kDays.end()) return std::nullopt;
  text.remove_prefix(day->name.size());
  const std::int64_t midnight = now_ns - now_ns % kDay - day->days_ago * kDay;
  if (text.empty()) return midnight;
  if (!take(text, ' ') && !take(text, 'T')) return std::nullopt;
  const auto time = take_time_of_day(text);
  if (!time || !text.empty()) return std::nullopt;
  return midnight + time->seconds * kSecond + time->nanoseconds;
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
  if (text == "0") return 0;
  double total = 0;
  bool any = false;
  while (!text.empty()) {
    double number = 0;
    const auto result =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (result.ec != std::errc() || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
    const auto unit_length = std::min(text.find_first_of("0123456789."), text.size());
    const std::string_view name = text.substr(0, unit_length);
    const Unit* unit = nullptr;
    for (const Unit& candidate : kUnits) {
      if (candidate.name == name) unit = &candidate;
    }
    if (unit == nullptr) return std::nullopt;
    total += number * static_cast<double>(unit->nanoseconds);
    text.remove_prefix(unit_length);
    any = true;
  }
  if (!any || !(total < 9.2e18)) return std::nullopt;
  return std::llround(total);
}

std::string format_duration(std::int64_t nanoseconds) {
  if (nanoseconds < 0) {
    // The smallest integer has no positive counterpart.
    return "-" + format_duration(nanoseconds == INT64_MIN ? INT64_MAX : -nanoseconds);
  }
  if (nanoseconds < 1'000) return fmt::format("{}ns", nanoseconds);
  const auto scaled = [&](std::int64_t unit, std::string_view name) {
    const double value = static_cast<double>(nanoseconds) / static_cast<double>(unit);
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    std::array<char, 16> text;
    return std::string(text.data(),
                       fmt::format_to(text.data(), FMT_COMPILE("{:.{}f}{}"), value, decimals, name));
  };
  if (nanoseconds < 999'500) return scaled(1'000, "µs");
  if (nanoseconds < 999'500'000) return scaled(1'000'000, "ms");
  // From here on whole seconds are rounded first, so that 59.96s does not become 60.0s.
  if (nanoseconds < 59'950'000'000) return scaled(kSecond, "s");
  const std::int64_t seconds = nanoseconds / kSecond + (nanoseconds % kSecond >= kSecond / 2 ? 1 : 0);
  if (seconds < 3'600) return fmt::format("{}m{:02}s", seconds / 60, seconds % 60);
  if (seconds < 86'400) return fmt::format("{}h{:02}m", seconds / 3'600, seconds / 60 % 60);
  return fmt::format("{}d{:02}h", seconds / 86'400, seconds / 3'600 % 24);
}

std::optional<std::int64_t> parse_rfc3339(std::string_view text) {
  using std::chrono::day, std::chrono::month, std::chrono::year, std::chrono::sys_days;
  const auto y = take_digits(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  const auto m = take_digits(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_digits(text, 2);
  if (!d) return std::nullopt;
  const std::chrono::year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                                         day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  TimeOfDay time;
  if (take(text, 'T') || take(text, 't') || take(text, ' ')) {
    const auto read = take_time_of_day(text);
    if (!read) return std::nullopt;
    time = *read;
  }
  if (!text.empty()) return std::nullopt;
  const std::int64_t days = sys_days{date}.time_since_epoch().count();
  std::int64_t result = 0;
  if (__builtin_mul_overflow(days * 86'400 + time.seconds, kSecond, &result) ||
      __builtin_add_overflow(result, time.nanoseconds, &result)) {
    return std::nullopt;
  }
  return result;
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::optional<std::int64_t> parse_instant(std::string_view text, std::int64_t now_ns) {
  if (text == "now") return now_ns;
  if (const auto instant = parse_day(text, now_ns)) return instant;
  if (const auto ago = parse_duration(text.substr(text.starts_with('-') ? 1 : 0))) {
    std::int64_t result = 0;
    if (__builtin_sub_overflow(now_ns, *ago, &result)) return std::nullopt;
    return result;
  }
  return parse_rfc3339(text);
}

std::string format_instant(std::int64_t ns_since_epoch) {
  using namespace std::chrono;
  std::int64_t days_count = ns_since_epoch / (86'400 * kSecond);
  std::int64_t rest = ns_since_epoch % (86'400 * kSecond);
  if (rest < 0) {
    rest += 86'400 * kSecond;
    --days_count;
  }
  const year_month_day date{sys_days{days{days_count}}};
  const std::int64_t seconds = rest / kSecond;
  const std::int64_t fraction = rest % kSecond;
  std::array<char, 32> text;
  char* end = fmt::format_to(text.data(), FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}"),
                             static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                             static_cast<unsigned>(date.day()), seconds / 3'600, seconds / 60 % 60,
                             seconds % 60, fraction);
  // Whole thousands of nanoseconds are told in fewer digits.
  end -= fraction == 0 ? 10 : fraction % 1'000'000 == 0 ? 6 : fraction % 1'000 == 0 ? 3 : 0;
  *end++ = 'Z';
  return std::string(text.data(), end);
}

}  // namespace tracewh::base
