#include "store/ingest_log.hpp"
#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>

namespace tracewh::store::test {
namespace {

/// A writer whose traces join a run.
struct RunWriter {
  explicit RunWriter(const Store& store)
      : database(store.file(), Durability::kProcess, std::chrono::seconds(1)),
        run(IngestLog(database).store_run("nightly", "{}")),
        writer(database, run) {}

  template <typename Action>
  void commit(Action action) {
    database.begin();
    action(writer);
    writer.flush();
    database.commit();
  }

  WriterDatabase database;
  std::int64_t run;
  SpanWriter writer;
};

const std::string kRun = "SELECT traces, spans, start_ns, end_ns FROM run";

TEST_CASE("a run knows its earliest start, also when that is zero") {
  const Store store;
  RunWriter run(store);
  run.commit([](SpanWriter& writer) {
    writer.write(make_batch({{.trace = 1, .start = 0, .end = 10}, {.trace = 2, .start = 5, .end = 20}}));
  });
  CHECK(store.ask(kRun) == "2|2|0|20\n");
}

TEST_CASE("a run that traces leave keeps its times until they are counted anew") {
  const Store store;
  RunWriter run(store);
  const model::Batch batch =
      make_batch({{.trace = 1, .start = 1, .end = 10}, {.trace = 2, .start = 5, .end = 20}});
  run.commit([&](SpanWriter& writer) { writer.write(batch); });
  run.commit([&](SpanWriter& writer) { writer.remove(batch.spans.front().trace_id); });
  CHECK(store.ask(kRun) == "1|1|1|20\n");
  run.commit([](SpanWriter& writer) { writer.refresh_totals(); });
  CHECK(store.ask(kRun) == "1|1|5|20\n");
}

}  // namespace
}  // namespace tracewh::store::test
