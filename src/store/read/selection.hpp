#pragma once

#include <string>
#include <vector>

namespace tracewh::store {

/// An attribute that a span must carry: one of this key whose value equals `value`, see forms_that_equal().
struct AttributeCondition {
  std::string key;
  std::string value;
};

/// What a selection leaves of the traces that hold a span with all of the attributes.
enum class AttributeScope {
  kTrace,  ///< the whole traces
  kSpan,   ///< only these spans
};

/// Which spans of a database are looked at: all of them, unless attributes are asked for.
struct Selection {
  AttributeScope scope = AttributeScope::kTrace;
  std::vector<AttributeCondition> attributes{};
};

}  // namespace tracewh::store
