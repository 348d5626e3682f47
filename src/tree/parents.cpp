#include "tree/parents.hpp"

#include "tree/called_sides.hpp"
#include "tree/tree_position.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace tracewh::tree {
namespace {

using model::Span;
using model::SpanId;

/// A span by its ID. Beside it, so that sorting and looking it up need not touch the spans, which lie far
/// apart.
struct Named {
  SpanId id;
  std::uint32_t span;
};

/// All spans, those with the same ID together, the earliest of them first.
std::vector<Named> order_by_id(std::span<const Span> spans) {
  std::vector<Named> order;
  order.reserve(spans.size());
  for (std::uint32_t i = 0; i < spans.size(); ++i) order.push_back({spans[i].span_id, i});
  std::ranges::sort(order, [&](const Named& a, const Named& b) {
    if (a.id != b.id) return a.id < b.id;
    return std::tuple(spans[a.span].start_ns, a.span) < std::tuple(spans[b.span].start_ns, b.span);
  });
  return order;
}

std::uint32_t find_span(std::span<const Named> by_id, SpanId id) {
  const auto found = std::ranges::lower_bound(by_id, id, {}, &Named::id);
  return found != by_id.end() && found->id == id ? found->span : kNone;
}

void mark_duplicates(std::span<const Named> by_id, Parents& parents) {
  for (std::size_t i = 1; i < by_id.size(); ++i) {
    if (by_id[i].id == by_id[i - 1].id) parents.defects[by_id[i].span] |= defect::kDuplicateId;
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
  const std::vector<Named> by_id = order_by_id(spans);
  mark_duplicates(by_id, parents);
  const CalledSides sides(trace);
  std::vector<Orphan> orphans;
  for (std::uint32_t i = 0; i < spans.size(); ++i) {
    const Span& span = spans[i];
    if ((span.anomalies & model::anomaly::kSelfParent) != 0 || span.parent_span_id == span.span_id) {
      parents.defects[i] |= defect::kCycleCut;
      continue;
    }
    const std::uint32_t named = find_span(by_id, span.parent_span_id);
    const SpanId parent = sides.parent_of(i, named);
    if (!parent.valid()) continue;
    parents.of[i] = sides.find(i, parent);
    if (parents.of[i] == kNone)
      parents.of[i] = parent == span.parent_span_id ? named : find_span(by_id, parent);
    if (parents.of[i] == kNone) orphans.push_back({i, parent});
  }
  attach_to_missing(orphans, parents);
  cut_cycles(spans, parents);
  return parents;
}

}  // namespace tracewh::tree
