#include "query/trace_loader.hpp"

#include "query/trace_finder.hpp"
#include "sample_database.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace tracewh;
using namespace tracewh::query;

namespace {

struct OpenSample {
  SampleDatabase database;
  store::Reader reader{database.file()};
};

std::vector<model::Trace> chunks_of(TraceLoader& loader, const TraceKey& trace, const ChunkLimit& limit) {
  std::vector<model::Trace> chunks;
  loader.open(trace);
  while (auto chunk = loader.next(limit)) chunks.push_back(std::move(*chunk));
  return chunks;
}

}  // namespace

TEST_CASE("chunks of a trace are its spans in order, each with what they refer to") {
  OpenSample sample;
  TraceLoader loader(sample.reader, Payloads::kLoad);
  const auto chunks = chunks_of(loader, find_trace(sample.reader, "aa01"), {.spans = 3});
  REQUIRE(chunks.size() == 2);
  CHECK(chunks[0].first);
  CHECK_FALSE(chunks[0].last);
  CHECK_FALSE(chunks[1].first);
  CHECK(chunks[1].last);
  REQUIRE(chunks[0].spans.size() == 3);
  CHECK(chunks[0].resources.size() == 2);
  CHECK(chunks[0].service_of(chunks[0].spans[0]) == "planner");
  CHECK(chunks[0].service_of(chunks[0].spans[2]) == "coder");
  REQUIRE(chunks[1].spans.size() == 1);
  CHECK(chunks[1].resources.size() == 1);
  CHECK(chunks[1].service_of(chunks[1].spans[0]) == "coder");
  CHECK(chunks[1].scopes.at(chunks[1].spans[0].scope).name == "sample");
}

TEST_CASE("text of payloads ends a chunk, too, but a chunk has at least one span") {
  OpenSample sample;
  TraceLoader loader(sample.reader, Payloads::kLoad);
  CHECK(chunks_of(loader, find_trace(sample.reader, "aa01"), {.bytes = 1}).size() == 4);
}

TEST_CASE("payloads are loaded on demand") {
  OpenSample sample;
  const TraceKey key = find_trace(sample.reader, "aa01");
  const model::Trace without = TraceLoader(sample.reader).load(key);
  CHECK(without.spans[0].payload->attribute_values.empty());
  CHECK(without.resources[without.spans[0].resource].attributes.empty());
  const model::Trace with = TraceLoader(sample.reader, Payloads::kLoad).load(key);
  CHECK(with.spans[0].payload->attribute_keys == R"(["a"])");
  CHECK(with.spans[0].payload->attribute_values == "[1]");
  CHECK(with.resources[with.spans[0].resource].attributes == R"({"service.name":"planner"})");
}

TEST_CASE("a trace keeps what it shares with others when the loader goes on and ends") {
  OpenSample sample;
  std::vector<model::Trace> traces;
  {
    TraceLoader loader(sample.reader);
    for (const char* id : {"aa01", "aa02", "bb04"}) {
      traces.push_back(loader.load(find_trace(sample.reader, id)));
    }
  }
  CHECK(traces[0].spans[0].name == "multiagent.task.run");
  CHECK(traces[1].spans[0].name == "multiagent.task.run");
  CHECK(traces[1].service_of(traces[1].spans[0]) == "planner");
  CHECK(traces[1].spans[0].facet(model::Facet::kTaskPriority)->integer() == 1);
  CHECK(detail(traces[2].spans[0]) == "gpt-x");
  CHECK(actor(traces[2].spans[1]) == "coder-1");
}

TEST_CASE("a trace that is no longer stored has no spans, and says that some are missing") {
  OpenSample sample;
  TraceKey key = find_trace(sample.reader, "aa01");
  key.arrival = Arrival{99};
  TraceLoader loader(sample.reader);
  CHECK(loader.load(key).spans.empty());
  CHECK_FALSE(loader.load(key).last);
}
