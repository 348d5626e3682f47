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

inline model::Trace make_trace(const std::vector<SpanCase>& cases) {
  std::vector<model::Span> spans;
  for (const SpanCase& each : cases) {
    spans.push_back(test::span(each.id, each.parent, each.name, each.start_ns, {}));
    if (each.duration_ns) spans.back().end_ns = base::saturating_add(each.start_ns, *each.duration_ns);
    spans.back().evidence = each.evidence;
  }
  return test::trace(std::move(spans));
}

}  // namespace tracewh::tree
