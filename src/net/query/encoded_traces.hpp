#pragma once

#include "encode/encoder.hpp"
#include "query/trace_key.hpp"
#include "store/read/reader.hpp"

#include <iosfwd>
#include <memory>
#include <span>

namespace tracewh::net {

/// Makes an encoder that writes to a stream, see encode::Format.
using MakeEncoder = std::unique_ptr<encode::Encoder> (*)(std::ostream& out);

/// Writes the traces as one output of the encoder, or as much as `out` takes. Throws base::Error.
void write_encoded(store::Reader& reader, std::span<const query::TraceKey> traces, MakeEncoder make,
                   std::ostream& out);

}  // namespace tracewh::net
