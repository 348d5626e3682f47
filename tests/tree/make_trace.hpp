#pragma once

#include "base/saturate.hpp"
#include "support/traces.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::tree {

/// A span in shorthand: what a tree is built from.
struct SpanCase {
  std::uint64_t id;
  std::uint64_t parent;
  std::int64_t start_ns;
  std::optional<std::int64_t> duration_ns;
  std::string name = "span";
  std::uint8_t evidence = 0;
};

/// When the times of these tests begin, so that they are plausible and yet easy to read.
inline constexpr std::int64_t kEpoch = 1'700'000'000'000'000'000;

/// The spans start so many nanoseconds after kEpoch; with a negative number their start is unknown.
inline model::Trace make_trace(const std::vector<SpanCase>& cases) {
  std::vector<model::Span> spans;
  for (const SpanCase& each : cases) {
    const std::int64_t start_ns = each.start_ns < 0 ? 0 : base::saturating_add(kEpoch, each.start_ns);
    spans.push_back(test::span(each.id, each.parent, each.name, start_ns, {}));
    if (each.duration_ns) spans.back().end_ns = base::saturating_add(start_ns, *each.duration_ns);
    spans.back().evidence = each.evidence;
  }
  return test::trace(std::move(spans));
}

}  // namespace tracewh::tree
