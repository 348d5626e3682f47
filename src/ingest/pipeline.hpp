#pragma once

#include "decode/semantics.hpp"
#include "ingest/block_reader.hpp"
#include "model/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace tracewh::ingest {

/// A block after decoding.
struct DecodedBlock {
  model::Batch batch;
  std::uint64_t end_offset = 0;
  store::Digest digest{};
  std::uint64_t bytes_read = 0;
  bool last = false;
};

/// Reads on one thread, decodes on `decode_threads` others, and gives the decoded blocks to `write` on the
/// calling thread, in the order of the file. Memory is bounded, however large the input. What any of the
/// three throws ends the run and reaches the caller, after all blocks before it were written.
void run_pipeline(BlockReader& reader, const decode::Semantics& semantics, std::size_t decode_threads,
                  const std::function<void(DecodedBlock&)>& write);

}  // namespace tracewh::ingest
