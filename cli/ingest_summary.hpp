#pragma once

#include "cli/verb.hpp"
#include "ingest/ingest_stats.hpp"

#include <iosfwd>

namespace tracewh::cli {

/// Tells people what became of the spans that came, and of issues with them.
void write_span_counts(const ingest::IngestStats& stats, std::ostream& err);

/// Tells what an ingest has come to: one JSON object on `out` with --format json, else a few lines for
/// people on `err`, unless they asked for quiet.
void write_summary(const ingest::IngestStats& stats, double seconds, const Globals& globals, Io& io);

}  // namespace tracewh::cli
