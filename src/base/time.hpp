#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Durations and instants as integer nanoseconds, instants since the Unix epoch, UTC.
namespace tracewh::base {

/// Reads a sum of numbers with units, such as `250ms`, `10s`, `1.5h` or `1m30s`; units are
/// ns, us, µs, ms, s, m, h, d, w. A bare `0` is allowed. None when it is anything else or out of range.
std::optional<std::int64_t> parse_duration(std::string_view text);

/// A duration for people, three significant digits in one unit: `640µs`, `7.20s`, `2m05s`, `3h12m`.
std::string format_duration(std::int64_t nanoseconds);

/// Reads RFC 3339 (`2026-01-02T03:04:05.678Z`, also with a space, without a zone, or only a date: UTC). None
/// when it is anything else or out of range.
std::optional<std::int64_t> parse_rfc3339(std::string_view text);

/// Reads RFC 3339 as above, a duration before `now_ns` (`2h` or `-2h`), `now`, or `today` and `yesterday`,
/// also with a time of day (`today 14:00`); all in UTC. None as above.
std::optional<std::int64_t> parse_instant(std::string_view text, std::int64_t now_ns);

/// The present instant.
std::int64_t now_ns();

/// RFC 3339 in UTC with as many of milli-, micro- and nanoseconds as are not zero.
std::string format_instant(std::int64_t ns_since_epoch);

}  // namespace tracewh::base
