#pragma once

#include "model/ids.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tracewh::query {

/// Finds stored traces by their IDs, one after another. `reader` must outlive it. Throws base::Error.
class TraceFinder {
 public:
  explicit TraceFinder(store::Reader& reader);

  /// None when no span of the trace is stored.
  std::optional<TraceKey> find(const model::TraceId& id);

  /// The trace that `text` names: by its ID or the beginning of one, of which 64 bits need no leading zeros,
  /// see id_digits(); else by the ID of a span or of a task, which are its matches. Throws base::Error: usage
  /// when more than one trace is named so, unanswerable when none is.
  MatchedTrace find(std::string_view text);

 private:
  std::vector<MatchedTrace> beginning_with(std::string_view digits);
  std::vector<MatchedTrace> with_span(std::string_view digits);
  std::vector<MatchedTrace> with_task(std::string_view id);

  store::Reader& reader_;
  store::Statement traces_in_range_;
};

/// See TraceFinder::find().
inline TraceKey find_trace(store::Reader& reader, std::string_view text) {
  return TraceFinder(reader).find(text).trace;
}

}  // namespace tracewh::query
