#pragma once

#include "model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tracewh::store {

/// An attribute that a span must carry: one of this key whose value equals `value`, see forms_that_equal().
struct AttributeCondition {
  std::string key;
  std::string value;
};

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
  std::vector<AttributeCondition> attributes{};
  std::vector<FacetCondition> facets{};

  std::optional<std::vector<model::TraceId>> traces{};  ///< spans of other traces are not looked at

  bool empty() const { return attributes.empty() && facets.empty() && !traces; }
};

}  // namespace tracewh::store
