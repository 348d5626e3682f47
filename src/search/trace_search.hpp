#pragma once

#include "query/trace_key.hpp"
#include "search/span_condition.hpp"
#include "store/read/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::search {

/// Between two numbers, both included.
struct Range {
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// Traces that hold one span with all of this.
struct TraceSearch {
  std::optional<std::string> service{};  ///< exactly; empty: a span without one
  std::optional<std::string>
      operation{};      ///< the name of the span; a pattern with `*` unless one is called so
  Range start_ns{};     ///< since the Unix epoch
  Range duration_ns{};  ///< of an unfinished span 0
  std::vector<AttributeCondition> conditions{};
  bool ignore_case = false;  ///< of the service and the operation
  std::size_t limit = 0;     ///< most traces
};

/// The traces that are searched for, those that began last first. Throws base::Error.
std::vector<query::TraceKey> search_traces(store::Reader& reader, const TraceSearch& search);

}  // namespace tracewh::search
