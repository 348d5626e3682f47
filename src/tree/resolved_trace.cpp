#include "tree/resolved_trace.hpp"

#include "tree/tree_position.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

namespace tracewh::tree {
namespace {

/// A span of one of the traces.
using Place = std::pair<model::TraceId, model::SpanId>;

/// Puts `from` behind what `joined` has. Parents that are missing stand behind all spans, of which there are
/// `all_spans` in the end.
void append(model::Trace from, std::size_t all_spans, ResolvedTrace& joined) {
  Parents parents = resolve_parents(from);
  model::Trace& to = joined.trace;
  const auto first_span = static_cast<std::uint32_t>(to.spans.size());
  const auto first_resource = static_cast<std::uint32_t>(to.resources.size());
  const auto first_scope = static_cast<std::uint32_t>(to.scopes.size());
  const std::size_t first_missing = all_spans + joined.parents.missing.size();
  for (std::uint32_t& parent : parents.of) {
    if (parent == kNone) continue;
    const bool is_missing = parent >= from.spans.size();
    parent = static_cast<std::uint32_t>(is_missing ? parent - from.spans.size() + first_missing
                                                   : parent + first_span);
  }
  for (model::Span& span : from.spans) {
    span.resource += first_resource;
    span.scope += first_scope;
  }
  joined.parts.push_back({from.trace_id, first_span});
  std::ranges::copy(from.spans, std::back_inserter(to.spans));
  std::ranges::copy(from.resources, std::back_inserter(to.resources));
  std::ranges::copy(from.scopes, std::back_inserter(to.scopes));
  std::ranges::copy(parents.of, std::back_inserter(joined.parents.of));
  std::ranges::copy(parents.missing, std::back_inserter(joined.parents.missing));
  std::ranges::copy(parents.defects, std::back_inserter(joined.parents.defects));
  to.last = to.last && from.last;
  joined.arenas.push_back(std::move(from.arena));
}

/// Where the spans stand that the joins name; kNone for those that are not there.
std::map<Place, std::uint32_t> places_of(const ResolvedTrace& joined, std::span<const Join> joins) {
  std::map<Place, std::uint32_t> places;
  for (const Join& join : joins) {
    places.emplace(Place(join.trace_id, join.span_id), kNone);
    places.emplace(Place(join.parent_trace_id, join.parent_span_id), kNone);
  }
  for (std::size_t part = 0; part < joined.parts.size(); ++part) {
    const auto end = part + 1 < joined.parts.size() ? joined.parts[part + 1].first_span
                                                    : static_cast<std::uint32_t>(joined.trace.spans.size());
    for (std::uint32_t span = joined.parts[part].first_span; span < end; ++span) {
      const auto wanted = places.find({joined.parts[part].trace_id, joined.trace.spans[span].span_id});
      // Of several with one ID, the first has the children, too.
      if (wanted != places.end() && wanted->second == kNone) wanted->second = span;
    }
  }
  return places;
}

void hang(std::uint32_t span, std::uint32_t parent, Parents& parents) {
  parents.of[span] = parent;
  parents.defects[span] |= defect::kCameApart;
}

/// Hangs what came apart below its parents.
void stitch(std::span<const Join> joins, ResolvedTrace& joined) {
  Parents& parents = joined.parents;
  const std::size_t spans = joined.trace.spans.size();
  const std::map<Place, std::uint32_t> places = places_of(joined, joins);
  std::map<std::uint32_t, std::uint32_t> found;  // of those that were missing
  for (const Join& join : joins) {
    const std::uint32_t root = places.at({join.trace_id, join.span_id});
    const std::uint32_t parent = places.at({join.parent_trace_id, join.parent_span_id});
    if (root == kNone || parent == kNone) continue;
    const std::uint32_t above = parents.of[root];
    if (above != kNone && above < spans) continue;
    if (above != kNone && parents.missing[above - spans] == join.parent_span_id) found.emplace(above, parent);
    hang(root, parent, parents);
  }
  for (std::uint32_t span = 0; span < spans && !found.empty(); ++span) {
    const auto parent = found.find(parents.of[span]);
    if (parent != found.end()) hang(span, parent->second, parents);
  }
}

/// Takes away missing parents that have no children any more.
void drop_childless(std::size_t spans, Parents& parents) {
  std::vector<std::uint32_t> position_of(parents.missing.size(), kNone);
  for (const std::uint32_t parent : parents.of) {
    if (parent != kNone && parent >= spans) position_of[parent - spans] = 0;
  }
  std::vector<model::SpanId> missing;
  for (std::size_t i = 0; i < position_of.size(); ++i) {
    if (position_of[i] == kNone) continue;
    position_of[i] = static_cast<std::uint32_t>(spans + missing.size());
    missing.push_back(parents.missing[i]);
  }
  for (std::uint32_t& parent : parents.of) {
    if (parent != kNone && parent >= spans) parent = position_of[parent - spans];
  }
  parents.missing = std::move(missing);
}

}  // namespace

ResolvedTrace resolve(model::Trace trace) {
  Parents parents = resolve_parents(trace);
  const JoinedPart whole{trace.trace_id, 0};
  return {std::move(trace), std::move(parents), {whole}};
}

ResolvedTrace join(std::vector<model::Trace> traces, std::span<const Join> joins) {
  if (traces.size() == 1) return resolve(std::move(traces.front()));
  std::size_t spans = 0;
  for (const model::Trace& trace : traces) spans += trace.spans.size();
  ResolvedTrace joined;
  joined.trace.trace_id = traces.front().trace_id;
  joined.trace.spans.reserve(spans);
  for (model::Trace& trace : traces) append(std::move(trace), spans, joined);
  stitch(joins, joined);
  drop_childless(spans, joined.parents);
  return joined;
}

}  // namespace tracewh::tree
