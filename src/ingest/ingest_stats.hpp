#pragma once

#include "store/retain/sampled_traces.hpp"
#include "store/write/span_writer.hpp"

#include <cstdint>

namespace tracewh::ingest {

/// What an ingest, of files or of what is received, has come to, so far or in the end.
struct IngestStats {
  std::uint64_t files = 0;            ///< read, in full or from where an earlier ingest ended
  std::uint64_t files_unchanged = 0;  ///< passed over: their content was ingested before
  std::uint64_t bytes = 0;            ///< read from the disk
  std::uint64_t spans_read = 0;
  std::uint64_t spans_rejected = 0;
  std::uint64_t issues = 0;  ///< warnings and errors
  std::uint64_t errors = 0;
  store::WriteCounts written;
  bool sampling = false;         ///< traces may be dropped by it
  store::DroppedCounts dropped;  ///< by sampling
  store::DroppedCounts pruned;   ///< by retention

  IngestStats& operator+=(const IngestStats& other);
};

}  // namespace tracewh::ingest
