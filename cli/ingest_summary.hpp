#pragma once

#include "cli/verb.hpp"
#include "ingest/ingester.hpp"

namespace tracewh::cli {

/// Tells what an ingest has come to: one JSON object on `out` with --format json, else a few lines for
/// people on `err`, unless they asked for quiet.
void write_summary(const ingest::IngestStats& stats, double seconds, const Globals& globals, Io& io);

}  // namespace tracewh::cli
