#pragma once

#include "model/batch.hpp"
#include "model/trace.hpp"

namespace tracewh::ingest {

/// Adds the spans of `chunk`, which were read from a database with their payloads, to `batch`, with copies of
/// all text. Everything is as it was stored, also what was repaired or derived before; only that error
/// replies count against a span is left out, because the writer derives it from all spans of a trace.
void append(const model::Trace& chunk, model::Batch& batch);

}  // namespace tracewh::ingest
