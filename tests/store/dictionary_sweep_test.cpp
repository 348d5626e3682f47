#include "store/retain/dictionary_sweep.hpp"

#include "store_fixture.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <optional>
#include <string>

namespace tracewh::store::test {
namespace {

const model::TraceId kFirst = make_batch({{.trace = 1}}).spans.front().trace_id;

/// Sweeps in transactions of one step each; `between` is done after that many.
template <typename Action>
int sweep(StoreWriter& writer, int steps_before, Action between) {
  std::optional<DictionarySweep> sweep;
  writer.commit([&] { sweep.emplace(writer.database.handle(), writer.spans); });
  bool goes_on = true;
  int steps = 0;
  for (; goes_on; ++steps) {
    if (steps == steps_before) writer.commit(between);
    writer.commit([&] { goes_on = sweep->step(); });
  }
  CHECK_FALSE(Statement::compile(writer.database.handle(), "PRAGMA foreign_key_check", nullptr).step());
  return steps;
}

int sweep(StoreWriter& writer) {
  return sweep(writer, -1, [] {});
}

TEST_CASE("what only removed spans used is removed, and all that is used stays") {
  Store store;
  store.write({{{.trace = 1, .id = 1, .name = "gone", .service = "old", .worker = "w1"},
                {.trace = 1, .id = 2, .name = "both", .service = "shop"},
                {.trace = 2, .id = 3, .name = "both", .service = "shop", .worker = "w2"}}});
  StoreWriter writer(store);
  writer.commit([&] { writer.spans.remove(kFirst); });
  sweep(writer);
  CHECK(store.ask(
            "SELECT text FROM string WHERE text IN ('gone', 'old', 'both', 'shop', 'w1', 'w2') ORDER BY 1") ==
        "both\nshop\nw2\n");
  CHECK(store.ask("SELECT count(*) FROM span_template") == "1\n");
  CHECK(store.ask("SELECT count(*) FROM resource") == "1\n");
  CHECK(store.ask("SELECT name, service, worker_id FROM spans") == "both|shop|w2\n");
}

TEST_CASE("spans that are written during a sweep keep what they use, whatever was looked at before") {
  const auto spans_after = [](int steps_before, int& steps) {
    Store store;
    store.write({{{.trace = 1, .id = 1, .name = "late", .service = "old", .worker = "w1"},
                  {.trace = 2, .id = 2, .name = "other"}}});
    StoreWriter writer(store);
    writer.commit([&] { writer.spans.remove(kFirst); });
    steps = sweep(writer, steps_before, [&] {
      writer.spans.write(make_batch({{.trace = 2, .id = 3, .name = "late", .worker = "w1"},
                                     {.trace = 2, .id = 4, .name = "late", .service = "old"},
                                     {.trace = 2, .id = 5, .name = "old", .service = "late"}}));
    });
    return store.ask("SELECT name, service, worker_id FROM spans ORDER BY span_id");
  };
  int steps = 12;
  for (int steps_before = 0; steps_before < steps; ++steps_before) {
    INFO(steps_before);
    CHECK(spans_after(steps_before, steps) == "other|service|\nlate|service|w1\nlate|old|\nold|late|\n");
  }
  CHECK(steps > 8);
}

TEST_CASE("a column that is new in the schema keeps what it refers to") {
  const std::string table = GENERATE("span_template", "resource", "scope");
  INFO(table);
  Store store;
  store.write({{{.trace = 1, .name = "gone"}, {.trace = 2, .name = "left"}}});
  StoreWriter writer(store);
  for (const std::string& sql : {"ALTER TABLE " + table + " ADD COLUMN owner INTEGER REFERENCES string (id)",
                                 std::string("INSERT INTO string (text) VALUES ('somebody')"),
                                 "UPDATE " + table + " SET owner = last_insert_rowid()"}) {
    REQUIRE(sqlite3_exec(writer.database.handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  writer.commit([&] { writer.spans.remove(kFirst); });
  sweep(writer);
  CHECK(store.ask("SELECT text FROM string WHERE text IN ('gone', 'left', 'somebody') ORDER BY 1") ==
        "left\nsomebody\n");
}

TEST_CASE("what refers to the swept tables is swept, or refers to what spans refer to") {
  Store store;
  store.write({{{}}});
  SQLite::Database database(store.file().string(), SQLite::OPEN_READWRITE);
  CHECK(database
            .execAndGet(
                "SELECT group_concat(DISTINCT t.name) FROM (SELECT name FROM sqlite_schema ORDER BY 1) AS t,"
                " pragma_foreign_key_list(t.name) AS k WHERE k.\"table\" IN"
                " ('span_template', 'resource', 'scope', 'attribute_shape', 'string')")
            .getString() ==
        "operation_total,resource,run_total,service_total,span,span_template,trace,worker_busy,worker_total");
}

TEST_CASE("a writer goes on after a sweep") {
  Store store;
  StoreWriter writer(store);
  const model::Batch batch = make_batch({{.trace = 1, .name = "gone", .service = "old"}});
  writer.commit([&] { writer.spans.write(batch); });
  writer.commit([&] { writer.spans.remove(kFirst); });
  sweep(writer);
  CHECK(store.ask("SELECT count(*) FROM string") == "1\n");
  writer.commit([&] { writer.spans.write(make_batch({{.trace = 2, .name = "new", .service = "older"}})); });
  writer.commit([&] { writer.spans.write(batch); });
  CHECK(store.ask("SELECT name, service FROM spans ORDER BY 1") == "gone|old\nnew|older\n");
  CHECK(store.ask("SELECT sum(spans), count(*) FROM operation_total") == "2|2\n");
}

TEST_CASE("a sweep is due once more traces have left than are stored") {
  Store store;
  store.write({{{.trace = 1}, {.trace = 2}}});
  StoreWriter writer(store);
  const auto leave = [&](int traces) {
    Statement count(writer.database.handle(), "count_pruned");
    writer.commit([&] { count.bind_all(std::int64_t{traces}, std::int64_t{0}, std::int64_t{0}).run(); });
  };
  CHECK_FALSE(DictionarySweep::is_due(writer.database.handle()));
  leave(2);
  CHECK_FALSE(DictionarySweep::is_due(writer.database.handle()));
  leave(1);
  CHECK(DictionarySweep::is_due(writer.database.handle()));
  sweep(writer);
  CHECK_FALSE(DictionarySweep::is_due(writer.database.handle()));
  leave(3);
  CHECK(DictionarySweep::is_due(writer.database.handle()));
}

}  // namespace
}  // namespace tracewh::store::test
