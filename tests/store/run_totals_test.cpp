#include "model/enums.hpp"
#include "store/sqlite/embedded.hpp"
#include "store_fixture.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::store::test {
namespace {

const std::string kRun = "SELECT traces, spans, start_ns, end_ns FROM run";

TEST_CASE("a run knows its earliest start, also when that is zero") {
  const Store store;
  StoreWriter writer(store, "nightly");
  writer.commit([&] {
    writer.spans.write(
        make_batch({{.trace = 1, .start = 0, .end = 10}, {.trace = 2, .start = 5, .end = 20}}));
  });
  CHECK(store.ask(kRun) == "2|2|0|20\n");
}

TEST_CASE("a run that traces leave keeps its times until they are counted anew") {
  const Store store;
  StoreWriter writer(store, "nightly");
  const model::Batch batch =
      make_batch({{.trace = 1, .start = 1, .end = 10}, {.trace = 2, .start = 5, .end = 20}});
  writer.commit([&] { writer.spans.write(batch); });
  writer.commit([&] { writer.spans.remove(batch.spans.front().trace_id); });
  CHECK(store.ask(kRun) == "1|1|1|20\n");
  SECTION("by the same writer") {
    writer.commit([&] { writer.spans.refresh_totals(); });
  }
  SECTION("by a later one") {
    SpanWriter later(writer.database, std::nullopt);
    writer.commit([&] { later.refresh_totals(); });
  }
  CHECK(store.ask(kRun) == "1|1|5|20\n");
}

const std::string kTotals =
    "SELECT run, level, service, name, role, spans, errors, ended, total_ns, durations, p50_ns, p95_ns, "
    "input_tokens,"
    " output_tokens, cost_billionths FROM run_total ORDER BY 1, 2, 3, 4, 5";

/// What the migration counts of the spans that are stored: it makes the totals by SQL alone.
std::string recounted_totals(const Store& store) {
  const auto files = embedded_files();
  const auto migration =
      std::ranges::find(files, std::string_view("schema/0008_total_runs.sql"), &base::EmbeddedFile::path);
  REQUIRE(migration != files.end());
  const std::string sql(migration->text);
  const std::size_t begin = sql.find("CREATE TABLE counted_7");
  const std::string last = "DROP TABLE counted_7;";
  SQLite::Database database(store.file().string(), SQLite::OPEN_READWRITE);
  database.exec("DELETE FROM run_total");
  database.exec(sql.substr(begin, sql.find(last) + last.size() - begin));
  return store.ask(kTotals);
}

TestSpan random_span(std::mt19937& random) {
  const auto one_of = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  TestSpan span;
  span.trace = static_cast<std::uint8_t>(1 + one_of(12));
  span.id = 1 + one_of(60);
  span.parent = one_of(4) == 0 ? 0 : 1 + one_of(60);
  span.name = std::vector<std::string>{"plan", "work", "ask"}[one_of(3)];
  span.service = std::vector<std::string>{"", "coordinator", "worker"}[one_of(3)];
  span.start = one_of(20) == 0 ? -1 : static_cast<std::int64_t>(1'000 + one_of(5'000));
  span.end = one_of(10) == 0 ? 0 : 7'000 + static_cast<std::int64_t>(one_of(2'000'000));
  span.role = std::vector{model::Role::kTask, model::Role::kWorker, model::Role::kMessage}[one_of(3)];
  span.evidence = one_of(8) == 0 ? model::evidence::kStatus : std::uint8_t{0};
  if (span.role == model::Role::kTask) span.task_type = one_of(2) == 0 ? "review" : "";
  if (span.role == model::Role::kMessage) span.message_type = one_of(4) == 0 ? "error" : "task";
  span.worker = one_of(3) == 0 ? "coder-1" : "";
  span.model = one_of(3) == 0 ? "large" : "";
  span.input_tokens = static_cast<std::int64_t>(one_of(3) * 100);
  span.cost = 0.1 * static_cast<double>(one_of(4));
  return span;
}

TEST_CASE(
    "totals of runs are those of their spans, whatever was replaced, removed and joined to several runs") {
  const std::uint32_t seed = GENERATE(1U, 2U, 3U);
  std::mt19937 random(seed);
  const Store store;
  std::vector<std::optional<std::string>> runs{"first", "second", std::nullopt};
  for (int round = 0; round < 12; ++round) {
    INFO("seed " << seed << ", round " << round);
    StoreWriter writer(store, runs[random() % runs.size()]);
    const std::vector<std::int64_t> further{IngestLog(writer.database).store_run("third", "{}")};
    for (int commit = 0; commit < 3; ++commit) {
      std::vector<TestSpan> spans(random() % 120);
      std::ranges::generate(spans, [&] { return random_span(random); });
      const model::Batch batch = make_batch(spans);
      writer.commit([&] {
        writer.spans.write(batch, random() % 2 == 0 ? further : std::vector<std::int64_t>());
        if (random() % 3 == 0 && !batch.spans.empty()) writer.spans.remove(batch.spans.front().trace_id);
      });
    }
    writer.commit([&] { writer.spans.refresh_totals(); });
    const std::string totals = store.ask(kTotals);
    CHECK(totals == recounted_totals(store));
  }
}

TEST_CASE("a trace that joins a second run counts in both") {
  const Store store;
  const model::Batch batch = make_batch({{.id = 1}, {.id = 2, .parent = 1}});
  for (const char* run : {"first", "second", "second"}) {
    StoreWriter writer(store, run);
    writer.commit([&] { writer.spans.write(batch); });
  }
  CHECK(store.ask("SELECT run, level, name, service, role, spans FROM run_totals ORDER BY run") ==
        "first|operation|span|service|other|2\nsecond|operation|span|service|other|2\n");
}

TEST_CASE("what few spans are left of many makes the percentiles of a run exact again") {
  const Store store;
  StoreWriter writer(store, "nightly");
  std::vector<TestSpan> spans;
  for (std::uint64_t i = 0; i < 300; ++i) {
    spans.push_back({.trace = static_cast<std::uint8_t>(1 + i / 100),
                     .id = 1 + i,
                     .end = 1'000'001 + static_cast<std::int64_t>(i)});
  }
  const model::Batch batch = make_batch(spans);
  writer.commit([&] { writer.spans.write(batch); });
  CHECK(store.ask("SELECT p50_ns FROM run_totals") == "990000\n");
  writer.commit([&] {
    writer.spans.remove(batch.spans[0].trace_id);
    writer.spans.remove(batch.spans[100].trace_id);
  });
  writer.commit([&] { writer.spans.refresh_totals(); });
  CHECK(store.ask("SELECT spans, p50_ns FROM run_totals") == "100|999250\n");
  writer.commit([&] { writer.spans.remove(batch.spans[200].trace_id); });
  CHECK(store.ask("SELECT count(*) FROM run_totals") == "0\n");
}

}  // namespace
}  // namespace tracewh::store::test
