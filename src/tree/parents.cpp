#include "tree/parents.hpp"

#include "tree/called_sides.hpp"
#include "tree/tree_position.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

namespace tracewh::tree {
namespace {

using model::Span;
using model::SpanId;

/// Positions of spans, those with the same ID together, the earliest of them first.
std::vector<std::uint32_t> order_by_id(std::span<const Span> spans) {
  std::vector<std::uint32_t> order(spans.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t i) { return std::tuple(spans[i].span_id, spans[i].start_ns, i); };
  std::ranges::sort(order, {}, key);
  return order;
}

std::uint32_t find_span(std::span<const Span> spans, std::span<const std::uint32_t> by_id, SpanId id) {
  const auto found =
      std::ranges::lower_bound(by_id, id, {}, [&](std::uint32_t i) { return spans[i].span_id; });
  return found != by_id.end() && spans[*found].span_id == id ? *found : kNone;
}

void mark_duplicates(std::span<const Span> spans, std::span<const std::uint32_t> by_id, Parents& parents) {
  for (std::size_t i = 1; i < by_id.size(); ++i) {
    if (spans[by_id[i]].span_id == spans[by_id[i - 1]].span_id) {
      parents.defects[by_id[i]] |= defect::kDuplicateId;
    }
  }
}

/// A span whose parent is not there, and which that is.
struct Orphan {
  std::uint32_t span;
  SpanId parent;
};

void attach_to_missing(std::span<const Orphan> orphans, Parents& parents) {
  for (const Orphan& orphan : orphans) parents.missing.push_back(orphan.parent);
  std::ranges::sort(parents.missing);
  parents.missing.erase(std::unique(parents.missing.begin(), parents.missing.end()), parents.missing.end());
  for (const Orphan& orphan : orphans) {
    const auto found = std::ranges::lower_bound(parents.missing, orphan.parent);
    parents.of[orphan.span] = static_cast<std::uint32_t>(
        parents.of.size() + static_cast<std::size_t>(found - parents.missing.begin()));
  }
}

/// Makes the earliest span of the cycle through `member` a root.
void cut_cycle(std::span<const Span> spans, std::uint32_t member, Parents& parents) {
  const auto key = [&](std::uint32_t i) { return std::tuple(spans[i].start_ns, spans[i].span_id, i); };
  std::uint32_t earliest = member;
  for (std::uint32_t i = parents.of[member]; i != member; i = parents.of[i]) {
    if (key(i) < key(earliest)) earliest = i;
  }
  parents.of[earliest] = kNone;
  parents.defects[earliest] |= defect::kCycleCut;
}

/// Walks up from every span, each edge once: a walk that meets itself has found a cycle.
void cut_cycles(std::span<const Span> spans, Parents& parents) {
  std::vector<std::uint32_t> walk_of(spans.size(), kNone);
  for (std::uint32_t first = 0; first < spans.size(); ++first) {
    std::uint32_t i = first;
    while (i < spans.size() && walk_of[i] == kNone) {
      walk_of[i] = first;
      i = parents.of[i];
    }
    if (i < spans.size() && walk_of[i] == first) cut_cycle(spans, i, parents);
  }
}

}  // namespace

Parents resolve_parents(const model::Trace& trace) {
  const std::span<const Span> spans = trace.spans;
  Parents parents;
  parents.of.assign(spans.size(), kNone);
  parents.defects.assign(spans.size(), 0);
  const std::vector<std::uint32_t> by_id = order_by_id(spans);
  mark_duplicates(spans, by_id, parents);
  const CalledSides sides(trace);
  std::vector<Orphan> orphans;
  for (std::uint32_t i = 0; i < spans.size(); ++i) {
    const Span& span = spans[i];
    if ((span.anomalies & model::anomaly::kSelfParent) != 0 || span.parent_span_id == span.span_id) {
      parents.defects[i] |= defect::kCycleCut;
      continue;
    }
    const std::uint32_t named = find_span(spans, by_id, span.parent_span_id);
    const SpanId parent = sides.parent_of(i, named);
    if (!parent.valid()) continue;
    parents.of[i] = sides.find(i, parent);
    if (parents.of[i] == kNone)
      parents.of[i] = parent == span.parent_span_id ? named : find_span(spans, by_id, parent);
    if (parents.of[i] == kNone) orphans.push_back({i, parent});
  }
  attach_to_missing(orphans, parents);
  cut_cycles(spans, parents);
  return parents;
}

}  // namespace tracewh::tree
