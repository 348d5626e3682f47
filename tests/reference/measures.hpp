#pragma once

#include "reference/span.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::reference {

/// A duration in nanoseconds, rounded down by less than 2 %: to steps of 2, 4 or 10 of its third digit when
/// the first is 1, 2 to 4, or more. Below 100 it stays as it is.
std::int64_t rounded_duration(std::int64_t duration_ns);

/// The percentile of durations by nearest rank, rounded when they are more than 100; none when there are
/// none.
std::optional<std::int64_t> percentile(std::vector<std::int64_t> durations_ns, std::int64_t percent);

/// The time in which at least one of the spans runs; an unfinished span never does.
std::int64_t busy_ns(const std::vector<const Span*>& spans);

/// An error message as it is counted: its first 200 characters with `#` for each number, and for each word
/// that is made of digits, hyphens and the letters of hexadecimal numbers.
std::string message_shape(const std::string& message);

}  // namespace tracewh::reference
