#pragma once

#include "model/trace_summary.hpp"
#include "query/trace_loader.hpp"
#include "store/read/reader.hpp"
#include "tree/trace_tree.hpp"

namespace tracewh::search {

/// A trace as it is shown.
struct LoadedTrace {
  model::TraceSummary summary;
  tree::TraceTree tree;
};

/// Loads many traces, one after another. `reader` must outlive it. Throws base::Error.
class TreeLoader {
 public:
  explicit TreeLoader(store::Reader& reader) : summaries_(reader), traces_(reader) {}

  LoadedTrace load(const query::TraceKey& trace) {
    return {summaries_.load(trace), tree::build_tree(traces_.load(trace))};
  }

 private:
  query::SummaryLoader summaries_;
  query::TraceLoader traces_;
};

}  // namespace tracewh::search
