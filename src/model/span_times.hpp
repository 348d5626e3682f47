#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

/// What a span's times tell when they may be unknown or wrong. Times are nanoseconds since the Unix epoch.
namespace tracewh::model {

/// Whether a time can be meant: it lies between 1973 and 2096. Zero is unknown; milli- and microseconds since
/// the epoch, and times since boot, lie far below.
constexpr bool is_plausible_time(std::int64_t time_ns) {
  return time_ns >= 100'000'000'000'000'000 && time_ns <= 4'000'000'000'000'000'000;
}

/// The start as far as it is known, else 0.
constexpr std::int64_t known_start(std::int64_t start_ns) {
  return is_plausible_time(start_ns) ? start_ns : 0;
}

/// How long a span takes: none while it is unfinished, and when its times cannot both be meant; 0 when it
/// ends before its start. What counts from an unknown start tells nothing but how long it took.
constexpr std::optional<std::int64_t> duration_between(std::int64_t start_ns,
                                                       std::optional<std::int64_t> end_ns) {
  if (!end_ns || is_plausible_time(*end_ns) == (start_ns == 0)) return std::nullopt;
  if (known_start(start_ns) != start_ns) return std::nullopt;
  return std::max<std::int64_t>(0, *end_ns - start_ns);
}

}  // namespace tracewh::model
