#pragma once

#include "model/ids.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"

#include <optional>
#include <string_view>

namespace tracewh::query {

/// Finds stored traces by their IDs, one after another. `reader` must outlive it. Throws base::Error.
class TraceFinder {
 public:
  explicit TraceFinder(store::Reader& reader);

  /// None when no span of the trace is stored.
  std::optional<TraceKey> find(const model::TraceId& id);

  /// The trace that `text`, an ID or the beginning of one, names. Throws base::Error: usage when it is not
  /// hexadecimal or more than one trace begins with it, unanswerable when none does.
  TraceKey find(std::string_view text);

 private:
  store::Statement traces_in_range_;
};

/// See TraceFinder::find().
inline TraceKey find_trace(store::Reader& reader, std::string_view text) {
  return TraceFinder(reader).find(text);
}

}  // namespace tracewh::query
