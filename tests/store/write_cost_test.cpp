#include "store_fixture.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <cstdint>
#include <vector>

namespace tracewh::store::test {
namespace {

constexpr std::uint64_t kFew = 200;
constexpr std::uint64_t kMany = 20 * kFew;

/// Counts the instructions of SQLite's virtual machine that an action takes on a connection.
template <typename Action>
std::int64_t instructions(sqlite3* connection, Action action) {
  std::int64_t count = 0;
  const auto add = [](void* counter) {
    ++*static_cast<std::int64_t*>(counter);
    return 0;
  };
  sqlite3_progress_handler(connection, 1, add, &count);
  action();
  sqlite3_progress_handler(connection, 0, nullptr, nullptr);
  return count;
}

/// A child of span 1, by the one worker, apart from the others in time; unfinished or not.
TestSpan child(std::uint64_t id, bool finished) {
  const auto start = static_cast<std::int64_t>(1'000 + 10 * id);
  return {.id = id, .parent = 1, .start = start, .end = finished ? start + 5 : 0, .worker = "w"};
}

/// A task of which all other spans of the trace are unfinished children.
std::vector<TestSpan> unfinished(std::uint64_t spans) {
  std::vector<TestSpan> result{{.id = 1, .end = 1'000'000'000}};
  for (std::uint64_t id = 2; id <= spans; ++id) result.push_back(child(id, false));
  return result;
}

/// What it takes to write `late` into a database that holds `stored`, by a writer that does not know them
/// yet.
std::int64_t cost(const std::vector<TestSpan>& stored, const std::vector<TestSpan>& late) {
  Store store;
  store.write({stored});
  StoreWriter writer(store);
  const model::Batch batch = make_batch(late);
  return instructions(writer.database.handle(), [&] { writer.commit([&] { writer.spans.write(batch); }); });
}

void check_independence(std::int64_t of_few, std::int64_t of_many) {
  INFO(of_few << " instructions in a small trace, " << of_many << " in a large one");
  CHECK(of_many < of_few + of_few / 2);
}

TEST_CASE("what it takes to finish spans does not grow with their trace") {
  std::vector<TestSpan> late;
  for (std::uint64_t id = 50; id < 100; ++id) late.push_back(child(id, true));
  check_independence(cost(unfinished(kFew), late), cost(unfinished(kMany), late));
}

TEST_CASE("what it takes to store a span does not grow with the orphans of its trace") {
  const auto orphans = [](std::uint64_t spans) {
    std::vector<TestSpan> result;
    for (std::uint64_t id = 1; id <= spans; ++id) result.push_back({.id = id, .parent = 1'000'000 + id});
    return result;
  };
  for (const TestSpan& late : {TestSpan{.id = 1'000'007}, TestSpan{.id = 500'000, .parent = 600'000}})
    check_independence(cost(orphans(kFew), {late}), cost(orphans(kMany), {late}));
}

TEST_CASE("what it takes to put a caller above what it called does not grow with their trace") {
  const auto calls = [](std::uint64_t spans) {
    std::vector<TestSpan> result{{.id = 1, .end = 1'000'000'000}};
    for (std::uint64_t id = 2; id <= spans; ++id)
      result.push_back({.id = id, .parent = 1, .service = "called", .start = 2'000, .end = 3'000, .kind = 2});
    return result;
  };
  const TestSpan caller{.id = 50, .parent = 1, .service = "caller", .start = 1'500, .end = 4'000, .kind = 3};
  check_independence(cost(calls(kFew), {caller}), cost(calls(kMany), {caller}));
}

TEST_CASE("conflicts that change what only all spans can tell cost one look at them, not one each") {
  // Each version begins later than the one before, which was the first of the trace.
  const auto late = [](std::uint64_t spans) {
    std::vector<TestSpan> result;
    for (std::uint64_t i = 1; i <= spans; ++i) {
      const auto start = static_cast<std::int64_t>(i);
      result.push_back({.id = 5, .parent = 1, .start = start, .end = 500'000 + start});
    }
    return result;
  };
  const std::int64_t look = cost(unfinished(kMany), late(2));
  const std::int64_t looks = cost(unfinished(kMany), late(100));
  INFO(look << " instructions for one conflict, " << looks << " for a hundred");
  CHECK(looks < 2 * look);
}

}  // namespace
}  // namespace tracewh::store::test
