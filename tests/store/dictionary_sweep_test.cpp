#include "store/dictionary_sweep.hpp"

#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <optional>

namespace tracewh::store::test {
namespace {

const model::TraceId kFirst = make_batch({{.trace = 1}}).spans.front().trace_id;

TEST_CASE("what only removed spans used is removed, and all that is used stays") {
  Store store;
  store.write({{{.trace = 1, .id = 1, .name = "gone", .service = "old"},
                {.trace = 1, .id = 2, .name = "both", .service = "shop"},
                {.trace = 2, .id = 3, .name = "both", .service = "shop"}}});
  StoreWriter writer(store);
  writer.commit([&] { writer.spans.remove(kFirst); });
  writer.commit([&] {
    DictionarySweep sweep(writer.database.handle());
    CHECK_FALSE(sweep.step());
    CHECK(sweep.step());
  });
  CHECK(store.ask("SELECT text FROM string WHERE text IN ('gone', 'old', 'both', 'shop') ORDER BY 1") ==
        "both\nshop\n");
  CHECK(store.ask("SELECT count(*) FROM span_template") == "1\n");
  CHECK(store.ask("SELECT count(*) FROM resource") == "1\n");
  CHECK(store.ask("SELECT name, service FROM spans") == "both|shop\n");
}

TEST_CASE("spans that are written during a sweep keep what they use") {
  Store store;
  store.write({{{.trace = 1, .id = 1, .name = "late"}, {.trace = 2, .id = 2, .name = "other"}}});
  StoreWriter writer(store);
  writer.commit([&] { writer.spans.remove(kFirst); });
  std::optional<DictionarySweep> sweep;
  writer.commit([&] {
    sweep.emplace(writer.database.handle());
    CHECK_FALSE(sweep->step());
  });
  // Both traces were looked at by now, and "late" seen nowhere.
  writer.commit([&] { writer.spans.write(make_batch({{.trace = 2, .id = 3, .name = "late"}})); });
  writer.commit([&] { CHECK(sweep->step()); });
  CHECK(store.ask("SELECT name FROM spans ORDER BY 1") == "late\nother\n");
  CHECK(store.ask("SELECT count(*) FROM span_template") == "2\n");
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
  writer.commit([&] {
    DictionarySweep sweep(writer.database.handle());
    while (!sweep.step()) {
    }
  });
  CHECK_FALSE(DictionarySweep::is_due(writer.database.handle()));
  leave(3);
  CHECK(DictionarySweep::is_due(writer.database.handle()));
}

}  // namespace
}  // namespace tracewh::store::test
