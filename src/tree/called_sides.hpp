#pragma once

#include "model/trace.hpp"

#include <cstdint>
#include <vector>

namespace tracewh::tree {

/// The called sides in a trace whose callers have the ID that both share (model::called_side_id): the parent
/// that they name is that ID.
class CalledSides {
 public:
  /// `trace` must outlive this.
  explicit CalledSides(const model::Trace& trace);

  /// The ID of the parent of span `i`, which names the span at `named`, or none that is there. Sides that
  /// were called by a caller that is not there are siblings of the one that has the shared ID.
  model::SpanId parent_of(std::uint32_t i, std::uint32_t named) const;

  /// The side that shares the ID `parent` and is of the service of span `i`, as its parent; kNone when there
  /// is none. Of several the last that ran when the span began, else the first.
  std::uint32_t find(std::uint32_t i, model::SpanId parent) const;

 private:
  struct Side {
    model::SpanId shared;
    std::uint32_t span;
  };

  bool is_side(std::uint32_t i) const;

  const model::Trace& trace_;
  std::vector<Side> sides_;  ///< by shared ID, then by start
};

}  // namespace tracewh::tree
