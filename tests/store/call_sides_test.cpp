#include "store_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <tuple>

namespace tracewh::store::test {
namespace {

constexpr std::int32_t kServer = 2;
constexpr std::int32_t kClient = 3;

TestSpan caller(const std::string& service) {
  return {.id = 5,
          .parent = 1,
          .name = "call",
          .service = service,
          .start = 1'000,
          .end = 9'000,
          .kind = kClient};
}

TestSpan called(const std::string& service, const std::string& address = {}) {
  return {.id = 5,
          .parent = 1,
          .name = "serve",
          .service = service,
          .start = 2'000,
          .end = 8'000,
          .evidence = model::evidence::kStatus,
          .kind = kServer,
          .address = address};
}

std::string content(const Store& store) {
  return store.ask(
             "SELECT span_id, parent_span_id, name, service, kind, evidence FROM spans ORDER BY span_id") +
         store.ask("SELECT root_span_id, spans, errors, orphans, has_root, services FROM traces") +
         store.ask(
             "SELECT s.text, n.text, role, spans, errors FROM operation_total "
             "JOIN string s ON s.id = service JOIN string n ON n.id = name ORDER BY 1, 2");
}

/// The content after the spans came in each order, one by one and at once; fails unless it is always the
/// same.
std::string content_in_any_order(std::vector<TestSpan> spans) {
  const auto before = [](const TestSpan& a, const TestSpan& b) {
    return std::tie(a.kind, a.service, a.address) < std::tie(b.kind, b.service, b.address);
  };
  std::ranges::sort(spans, before);
  std::string expected;
  do {
    Store together;
    together.write({spans});
    Store apart;
    for (const TestSpan& span : spans) apart.write({{span}});
    for (const TestSpan& span : spans) CHECK(apart.write({{span}}).duplicate == 1);
    if (expected.empty()) expected = together.ask("SELECT count(*) FROM span");
    CHECK(together.ask("SELECT count(*) FROM span") == expected);
    CHECK(apart.ask("SELECT name, service, evidence, parent_span_id FROM spans ORDER BY 1, 2, 4") ==
          together.ask("SELECT name, service, evidence, parent_span_id FROM spans ORDER BY 1, 2, 4"));
    CHECK(apart.ask("SELECT root_span_id, spans, errors, orphans, has_root FROM traces") ==
          together.ask("SELECT root_span_id, spans, errors, orphans, has_root FROM traces"));
  } while (std::ranges::next_permutation(spans, before).found);
  return expected;
}

TEST_CASE("both sides of a call that share an ID are kept, the called one below the caller") {
  Store store;
  CHECK(store.write({{called("shop")}, {caller("web")}}).inserted == 2);
  CHECK(store.ask("SELECT name, parent_span_id FROM spans WHERE span_id = '0000000000000005'") ==
        "call|0000000000000001\n");
  CHECK(store.ask("SELECT name, parent_span_id, evidence FROM spans WHERE span_id <> '0000000000000005'") ==
        "serve|0000000000000005|status\n");
  CHECK(store.ask("SELECT spans, errors, orphans FROM traces") == "2|1|1\n");
}

TEST_CASE("a called side whose caller is not there keeps its ID and its parent") {
  Store store;
  store.write({{called("shop")}});
  CHECK(store.ask("SELECT span_id, parent_span_id FROM spans") == "0000000000000005|0000000000000001\n");
}

TEST_CASE("sides of one ID are told apart by service and address, in any order") {
  CHECK(content_in_any_order({caller("web"), called("shop")}) == "2\n");
  CHECK(content_in_any_order({called("shop"), called("stock")}) == "2\n");
  CHECK(content_in_any_order({caller("web"), called("web")}) == "2\n");
  CHECK(content_in_any_order({caller("web"), called("shop", "10.0.0.1"), called("shop", "10.0.0.2")}) ==
        "3\n");
  CHECK(content_in_any_order({caller("web"), called("shop"), called("stock"), called("web")}) == "4\n");
}

TEST_CASE("two versions of a called side stay one span") {
  TestSpan unfinished = called("shop");
  unfinished.end = 0;
  Store store;
  store.write({{caller("web")}, {unfinished}, {called("shop")}, {unfinished}});
  CHECK(store.ask("SELECT name, duration_ns FROM spans ORDER BY name") == "call|8000\nserve|6000\n");
}

TEST_CASE("a side that comes under the ID that it was given is the same span") {
  Store store;
  store.write({{caller("web"), called("shop")}});
  TestSpan exported = called("shop");
  exported.id = std::stoull(store.ask("SELECT printf('%llu', span_code) FROM spans WHERE name = 'serve'"));
  exported.parent = 5;
  CHECK(store.write({{exported}}).duplicate == 1);
  Store other;
  other.write({{exported}, {called("shop")}, {caller("web")}});
  CHECK(content(other) == content(store));
}

TEST_CASE("a span of a record that broke off gives way to any other") {
  TestSpan cut = called("");
  cut.anomalies = model::anomaly::kCutOff;
  for (const auto& order : {std::vector{cut, called("shop"), caller("web")},
                            {caller("web"), called("shop"), cut},
                            {called("shop"), cut, caller("web")},
                            {caller("web"), cut, called("shop")}}) {
    Store store;
    for (const TestSpan& span : order) store.write({{span}});
    CHECK(store.ask("SELECT name, service, anomalies FROM spans ORDER BY name") ==
          "call|web|0\nserve|shop|0\n");
  }
}

}  // namespace
}  // namespace tracewh::store::test
