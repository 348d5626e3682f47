#include "ingest/ingest_stats.hpp"

namespace tracewh::ingest {

IngestStats& IngestStats::operator+=(const IngestStats& other) {
  files += other.files;
  files_unchanged += other.files_unchanged;
  bytes += other.bytes;
  spans_read += other.spans_read;
  spans_rejected += other.spans_rejected;
  issues += other.issues;
  errors += other.errors;
  written += other.written;
  sampling = sampling || other.sampling;
  dropped += other.dropped;
  pruned += other.pruned;
  return *this;
}

}  // namespace tracewh::ingest
