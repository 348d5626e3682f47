#include "store/retain/sampled_traces.hpp"

#include "store/write/settings.hpp"
#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace tracewh::store::test {
namespace {

model::TraceId id_of(std::uint8_t trace) { return make_batch({{.trace = trace}}).spans.front().trace_id; }

/// Holds the traces of `spans`, then stores them.
void store_held(const Store& store, const std::vector<TestSpan>& spans) {
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  SampledTraces sampled(database);
  SpanWriter writer(database, std::nullopt);
  database.begin();
  for (const TestSpan& span : spans) sampled.hold(id_of(span.trace));
  writer.write(make_batch(spans));
  writer.flush();
  database.commit();
}

DroppedCounts drop_all_but(const Store& store, const KeepRule& rule) {
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  SampledTraces sampled(database);
  SpanWriter writer(database, std::nullopt);
  database.begin();
  DroppedCounts counts;
  for (const model::TraceId& trace_id : sampled.held(100)) counts += sampled.decide(trace_id, rule, writer);
  CHECK(sampled.held(100).empty());
  writer.flush();
  database.commit();
  return counts;
}

const std::vector<TestSpan> kThreeTraces{{.trace = 1, .id = 1},
                                         {.trace = 1, .id = 2, .parent = 9},
                                         {.trace = 2, .id = 3, .evidence = model::evidence::kStatus},
                                         {.trace = 3, .id = 4, .start = 1'000, .end = 6'000}};

TEST_CASE("held traces are dropped as a whole and counted") {
  Store store;
  store_held(store, kThreeTraces);
  const DroppedCounts counts = drop_all_but(store, {});
  CHECK(counts.traces == 3);
  CHECK(counts.spans == 4);
  CHECK(store.ask("SELECT spans, errors FROM dropped_trace ORDER BY trace_id") == "2|0\n1|1\n1|0\n");
  for (const char* table :
       {"trace", "span", "span_payload", "missing_parent", "undecided_trace", "operation_total"}) {
    INFO(table);
    CHECK(store.ask(std::string("SELECT count(*) FROM ") + table) == "0\n");
  }
}

TEST_CASE("held traces that failed or were slow are kept") {
  Store store;
  store_held(store, kThreeTraces);
  SECTION("failed") {
    CHECK(drop_all_but(store, {.errors = true, .slow_ns = {}}).traces == 2);
    CHECK(store.ask("SELECT span_id FROM spans") == "0000000000000003\n");
  }
  SECTION("slow: at least as long as said") {
    CHECK(drop_all_but(store, {.slow_ns = 5'000}).traces == 2);
    CHECK(store.ask("SELECT span_id FROM spans") == "0000000000000004\n");
  }
  SECTION("either") {
    CHECK(drop_all_but(store, {.errors = true, .slow_ns = 5'000}).spans == 2);
    CHECK(store.ask("SELECT count(*) FROM traces") == "2\n");
  }
  CHECK(store.ask("SELECT count(*) FROM undecided_trace") == "0\n");
}

TEST_CASE("a trace that was stored before is not held") {
  Store store;
  store.write({{{.trace = 1, .id = 1}}});
  store_held(store, {{.trace = 1, .id = 2}});
  CHECK(drop_all_but(store, {}).traces == 0);
  CHECK(store.ask("SELECT count(*) FROM spans") == "2\n");
}

TEST_CASE("spans of one trace that are dropped at several times add up to one dropped trace") {
  Store store;
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  SampledTraces sampled(database);
  CHECK(sampled.count_dropped(id_of(1), 2, 1));
  CHECK_FALSE(sampled.count_dropped(id_of(1), 3, 0));
  CHECK(store.ask("SELECT spans, errors FROM dropped_trace") == "5|1\n");
}

TEST_CASE("a trace is held once, until it is decided") {
  Store store;
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  SampledTraces sampled(database);
  CHECK(sampled.hold(id_of(1)));
  CHECK_FALSE(sampled.hold(id_of(1)));
  CHECK(sampled.hold(id_of(2)));
  CHECK(sampled.held(1).size() == 1);
  CHECK(sampled.held(5).size() == 2);
}

TEST_CASE("of more dropped traces than may be known by their IDs only the counts are kept") {
  Store store;
  WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
  SampledTraces sampled(database);
  sampled.count_dropped(id_of(1), 2, 1);
  sampled.count_dropped(id_of(2), 3, 0);
  sampled.forget_dropped(2);
  CHECK(store.ask("SELECT count(*) FROM dropped_trace") == "2\n");
  sampled.forget_dropped(1);
  CHECK(store.ask("SELECT count(*) FROM dropped_trace") == "0\n");
  CHECK(store.ask("SELECT traces, spans, errors FROM dropped_total WHERE reason = 1") == "2|5|1\n");
}

TEST_CASE("a database has one salt, and another database another") {
  const auto salt = [](const Store& store) {
    WriterDatabase database(store.file(), Durability::kProcess, std::chrono::seconds(1));
    return redaction_salt(database);
  };
  Store one;
  Store other;
  const std::string first = salt(one);
  CHECK(first.size() == 32);
  CHECK(salt(one) == first);
  CHECK(salt(other) != first);
}

}  // namespace
}  // namespace tracewh::store::test
