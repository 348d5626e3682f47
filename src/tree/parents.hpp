#pragma once

#include "model/trace.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::tree {

/// What is wrong with where a span stands in its tree. A set of bits.
namespace defect {
inline constexpr std::uint8_t kOutsideParent = 1;  ///< starts before or ends after its parent: clock skew?
inline constexpr std::uint8_t kCycleCut = 2;       ///< its parents led back to itself; shown as a root
inline constexpr std::uint8_t kDuplicateId = 4;    ///< an earlier span of the trace has the same ID
inline constexpr std::uint8_t kCameApart =
    8;  ///< its trace came apart from that of its parent, and was joined
}  // namespace defect

/// Who is whose parent in a trace. Always a forest.
struct Parents {
  /// For each span the position of its parent: a span, or spans.size() + k for missing[k], or kNone.
  std::vector<std::uint32_t> of;
  std::vector<model::SpanId> missing;  ///< parents that are named but not there, ascending
  std::vector<std::uint8_t> defects;   ///< for each span
};

/// Finds every span's parent in O(n log n). Of spans with one ID the earliest has the children; a cycle is
/// cut above its earliest span. Where the two sides of a call share an ID (model::called_side_id), the called
/// side hangs from its caller, and what names their ID as parent from the side of its own service, if there
/// is one.
Parents resolve_parents(const model::Trace& trace);

}  // namespace tracewh::tree
