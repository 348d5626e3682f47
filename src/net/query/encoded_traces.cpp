#include "net/query/encoded_traces.hpp"

#include "query/trace_loader.hpp"

#include <ostream>
#include <utility>

namespace tracewh::net {
namespace {

// Two of these are in memory beside the answer.
constexpr query::ChunkLimit kChunk{512, std::size_t{4} << 20};

}  // namespace

void write_encoded(store::Reader& reader, std::span<const query::TraceKey> traces, MakeEncoder make,
                   std::ostream& out) {
  query::TraceLoader loader(reader, query::Payloads::kLoad);
  const auto encoder = make(out);
  for (const query::TraceKey& trace : traces) {
    loader.open(trace);
    while (auto chunk = loader.next(kChunk)) {
      encoder->write(std::move(*chunk));
      if (!out) return;
    }
  }
  encoder->finish();
}

}  // namespace tracewh::net
