#include "query/trace_feed.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "sample_database.hpp"
#include "store/sqlite/identity.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;
using namespace std::chrono_literals;

namespace {

/// A feed of the sample database, whose clock is cranked by hand.
class SampleFeed {
 public:
  explicit SampleFeed(const FeedOptions& options = {}) : feed_(database_.file(), options) {}

  std::filesystem::path file() const { return database_.file(); }

  void change(const std::string& sql) const {
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec(sql);
  }

  /// Adds a trace without spans of its own; `totals` are its errors, orphans and unfinished spans.
  void add(int key, const std::string& id, const std::string& totals = "0, 0, 0",
           bool has_root = true) const {
    change("INSERT INTO trace VALUES (" + std::to_string(key) + ", x'" + id + std::string(28, '0') +
           "', 1, 3, 1, " + (has_root ? "1" : "0") +
           ", 1767226000000000000, 1767226001000000000, 1000000000, 3, " + totals +
           ", 1, '[1]', '[]', '[]')");
  }

  /// What a poll gives when that much time has passed: the first digits of each trace ID, and its state.
  std::string poll_after(std::chrono::milliseconds passed) {
    now_ += passed;
    std::string text;
    for (const FinishedTrace& trace : feed_.poll(now_)) {
      text += (text.empty() ? "" : " ") + model::to_string(trace.key.id).substr(0, 4) + ' ' +
              column(trace.row, "state");
    }
    return text;
  }

 private:
  SampleDatabase database_;
  TraceFeed feed_;
  TraceFeed::Clock::time_point now_{};
};

}  // namespace

TEST_CASE("the feed gives a trace once, when nothing was added for a while") {
  SampleFeed feed;
  CHECK(feed.poll_after(0s).empty());
  feed.add(5, "cc05");
  CHECK(feed.poll_after(0s).empty());
  CHECK(feed.poll_after(999ms).empty());
  CHECK(feed.poll_after(1ms) == "cc05 complete");
  feed.change("UPDATE trace SET span_count = 4 WHERE id = 5");
  CHECK(feed.poll_after(2s).empty());
  CHECK(feed.poll_after(2s).empty());
}

TEST_CASE("late spans prolong the wait") {
  SampleFeed feed;
  feed.poll_after(0s);
  feed.add(5, "cc05");
  feed.poll_after(0s);
  feed.change("UPDATE trace SET span_count = 4 WHERE id = 5");
  CHECK(feed.poll_after(1s).empty());
  CHECK(feed.poll_after(1s) == "cc05 complete");
}

TEST_CASE("a trace is complete with its root, its parents and the ends of its spans") {
  SampleFeed feed;
  feed.poll_after(0s);
  feed.add(5, "cc05", "0, 0, 0", false);
  feed.add(6, "cc06", "0, 1, 0");
  feed.add(7, "cc07", "0, 0, 1");
  feed.add(8, "cc08", "3, 0, 0");
  feed.poll_after(0s);
  CHECK(feed.poll_after(1s) == "cc08 complete");
  feed.change("UPDATE trace SET has_root = 1 WHERE id = 5");
  feed.change("UPDATE trace SET orphan_count = 0 WHERE id = 6");
  feed.change("UPDATE trace SET open_count = 0 WHERE id = 7");
  CHECK(feed.poll_after(1s).empty());
  CHECK(feed.poll_after(1s) == "cc05 complete cc06 complete cc07 complete");
}

TEST_CASE("a trace that does not become complete is given when it was quiet for longer") {
  SampleFeed feed({1s, 5s, {}});
  feed.poll_after(0s);
  feed.add(5, "cc05", "0, 1, 0");
  CHECK(feed.poll_after(0s).empty());
  for (int second = 1; second < 5; ++second) CHECK(feed.poll_after(1s).empty());
  CHECK(feed.poll_after(1s) == "cc05 incomplete");
  CHECK(feed.poll_after(9s).empty());
}

TEST_CASE("a trace that sampling may still drop waits") {
  SampleFeed feed({1s, 2s, {}});
  feed.poll_after(0s);
  feed.add(5, "cc05");
  feed.add(6, "cc06");
  feed.change("INSERT INTO undecided_trace SELECT trace_id FROM trace WHERE id > 4");
  feed.poll_after(0s);
  CHECK(feed.poll_after(9s).empty());
  feed.change("DELETE FROM undecided_trace");
  feed.change("DELETE FROM trace WHERE id = 6");
  CHECK(feed.poll_after(1s).empty());
  CHECK(feed.poll_after(1s) == "cc05 complete");
}

TEST_CASE("traces in progress when the feed begins are given when something is added") {
  SampleFeed feed({1s, 3s, {}});
  feed.poll_after(0s);
  // bb03 has an unfinished span; bb04 lacks a parent and stays as it is.
  feed.change("UPDATE trace SET open_count = 0, span_count = 3 WHERE id = 3");
  feed.poll_after(1s);
  CHECK(feed.poll_after(1s) == "bb03 complete");
  CHECK(feed.poll_after(9s).empty());
}

TEST_CASE("older traces are given when they are asked for") {
  const auto since = base::parse_rfc3339("2026-01-01T00:01:40Z");  // the start of aa02
  SampleFeed feed({1s, 5s, since});
  CHECK(feed.poll_after(0s).empty());
  CHECK(feed.poll_after(1s) == "aa02 complete");
  feed.change("UPDATE trace SET start_ns = 1767225600000000000 WHERE id = 1");
  feed.add(5, "cc05");
  CHECK(feed.poll_after(0s).empty());
  CHECK(feed.poll_after(1s) == "cc05 complete");
  CHECK(feed.poll_after(3s) == "bb03 incomplete bb04 incomplete");
}

TEST_CASE("a database that comes later is all new") {
  SampleFeed feed;
  const std::filesystem::path elsewhere = feed.file().string() + ".away";
  std::filesystem::rename(feed.file(), elsewhere);
  CHECK(feed.poll_after(0s).empty());
  std::filesystem::rename(elsewhere, feed.file());
  feed.poll_after(0s);
  CHECK(feed.poll_after(1s) == "aa01 complete aa02 complete");
}

TEST_CASE("a copy of the database in its place is known again, another database is new") {
  SampleFeed feed;
  feed.poll_after(0s);
  feed.add(5, "cc05");
  feed.poll_after(0s);
  const std::filesystem::path copy = feed.file().string() + ".copy";
  std::filesystem::copy_file(feed.file(), copy);
  std::filesystem::rename(copy, feed.file());
  CHECK(feed.poll_after(1s) == "cc05 complete");

  const SampleDatabase other;
  std::filesystem::copy_file(other.file(), copy);
  std::filesystem::rename(copy, feed.file());
  CHECK(feed.poll_after(0s).empty());
  CHECK(feed.poll_after(1s) == "aa01 complete aa02 complete");
}

TEST_CASE("the numbers of traces that left may be given again") {
  SampleFeed feed;
  feed.poll_after(0s);
  feed.add(5, "cc05");
  feed.poll_after(0s);
  feed.change("DELETE FROM trace WHERE id = 5");
  CHECK(feed.poll_after(0s).empty());
  feed.add(5, "dd05");
  feed.poll_after(0s);
  CHECK(feed.poll_after(1s) == "dd05 complete");
}

TEST_CASE("a database that cannot be read is an error when that lasts") {
  SampleFeed feed;
  feed.poll_after(0s);
  feed.change("PRAGMA user_version = 99");
  CHECK(feed.poll_after(0s).empty());
  CHECK(feed.poll_after(1s).empty());
  feed.change("PRAGMA user_version = " + std::to_string(store::kSchemaVersion));
  feed.add(5, "cc05");
  feed.poll_after(1s);
  CHECK(feed.poll_after(1s) == "cc05 complete");
  feed.change("PRAGMA user_version = 99");
  feed.poll_after(0s);
  CHECK_THROWS_AS(feed.poll_after(2s), base::Error);
}

TEST_CASE("a trace comes with what the query traces tells of it") {
  const SampleDatabase database;
  TraceFeed feed(database.file(), {0s, 0s, 0});
  const std::vector<FinishedTrace> given = feed.poll({});
  REQUIRE(given.size() == 4);
  const FinishedTrace& trace = given.front();
  CHECK(trace.key.span_count == 4);
  CHECK(trace.end_ns - trace.start_ns == 20'000'000'000);
  CHECK(trace.row.columns.size() == 14);
  CHECK(column(trace.row, "name") == "multiagent.task.run");
  CHECK(column(trace.row, "services") == R"(["coder","planner"])");
  CHECK(column(given.back().row, "state") == "incomplete");
}
