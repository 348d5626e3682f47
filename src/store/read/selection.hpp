#pragma once

#include "model/attribute_condition.hpp"
#include "model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tracewh::store {

/// A facet that a span must have: `task`, `worker`, `agent`, `model` or `session`, by a pattern for SQLite's
/// GLOB.
struct FacetCondition {
  std::string facet;
  std::string pattern;
};

/// What a selection leaves of the traces that hold a span with all that is asked for.
enum class AttributeScope {
  kTrace,  ///< the whole traces
  kSpan,   ///< only these spans
};

/// Which spans of a database are looked at: all of them, unless attributes, facets or traces are asked for.
struct Selection {
  AttributeScope scope = AttributeScope::kTrace;
  std::vector<model::AttributeCondition> attributes{};
  std::vector<FacetCondition> facets{};

  std::optional<std::vector<model::TraceId>> traces{};  ///< spans of other traces are not looked at

  bool empty() const { return attributes.empty() && facets.empty() && !traces; }
};

}  // namespace tracewh::store
