#pragma once

#include "store/totals/span_facts.hpp"
#include "store/write/batch_rows.hpp"

#include <cstdint>

namespace tracewh::store {

/// The facts of a span of the batch, the same that SpanFactsReader reads once it is stored. `error_type` is
/// the string id of the message type that tells of a failure.
SpanFacts facts_of(const BatchRows& rows, const BatchPosition& position, std::int64_t error_type);

}  // namespace tracewh::store
