#pragma once

#include "decode/normalize/redaction.hpp"
#include "decode/normalize/semantics.hpp"
#include "ingest/block_reader.hpp"
#include "model/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace tracewh::ingest {

/// How records become spans.
struct Decoding {
  const decode::Semantics& semantics;
  const decode::Redaction* redaction = nullptr;  ///< null: nothing is hidden
  const decode::Format* format = nullptr;        ///< null: find out for each file
  std::size_t threads = 1;
};

/// A block after decoding.
struct DecodedBlock {
  model::Batch batch;
  std::vector<std::int64_t> runs;  ///< that its traces join, beside that of the ingest
  std::uint64_t end_offset = 0;
  store::Digest digest{};
  std::uint64_t bytes_read = 0;
  bool last = false;
};

/// Decodes one block on the calling thread.
DecodedBlock decode_block(const Block& block, const Decoding& decoding, decode::Decoder& decoder);

/// Reads on one thread, decodes on others, and gives the decoded blocks to `write` on the
/// calling thread, in the order of the file. Memory is bounded, however large the input. What any of the
/// three throws ends the run and reaches the caller, after all blocks before it were written.
void run_pipeline(BlockReader& reader, const Decoding& decoding,
                  const std::function<void(DecodedBlock&)>& write);

}  // namespace tracewh::ingest
