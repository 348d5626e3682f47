#pragma once

#include "model/batch.hpp"
#include "store/write/batch_ids.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tracewh::store {

struct TraceRow;

/// A span of the batch that is being written, and where it goes.
struct BatchPosition {
  TraceRow* trace = nullptr;
  std::int64_t span_id = 0;
  std::uint32_t index = 0;   ///< in Batch::spans
  std::int64_t payload = 0;  ///< the number of its row in `span_payload`; 0 when it has none
  std::int64_t caller = 0;   ///< the ID that it shares with its caller, which has it; else 0
};

/// The spans of a batch that go into the table, in the order of its key.
struct BatchRows {
  const model::Batch& batch;
  BatchIds& ids;
  std::span<const BatchPosition> positions;

  const model::SpanRecord& record(const BatchPosition& position) const { return batch.spans[position.index]; }
};

}  // namespace tracewh::store
