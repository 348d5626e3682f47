#include "ingest/live_sink.hpp"

#include "base/error.hpp"
#include "live_fixture.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <latch>
#include <sys/resource.h>
#include <thread>
#include <vector>

namespace tracewh::ingest::test {
namespace {

/// Ends the growth of files at `bytes` while it lives, as a full disk does.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uintmax_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

void overwrite(const std::filesystem::path& file, std::streamoff from, std::size_t bytes) {
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(from);
  stream << std::string(bytes, '\x5a');
}

std::vector<std::filesystem::path> files_like(const LiveStore& store, const std::string& text) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(store.directory())) {
    if (entry.path().filename().string().find(text) != std::string::npos) found.push_back(entry.path());
  }
  return found;
}

TEST_CASE("what is acknowledged is there for readers at once, whole") {
  LiveStore store;
  LiveSink sink(store.options());
  for (std::uint8_t trace = 1; trace <= 20; ++trace) {
    const Commit commit = submit(sink, make_batch(trace, 50)).get();
    REQUIRE(commit.stored);
    CHECK(store.ask("SELECT count(*) FROM span") == std::to_string(50 * trace) + "\n");
    CHECK(store.ask("SELECT sum(span_count) FROM trace") == std::to_string(50 * trace) + "\n");
  }
  CHECK(sink.status().stats.written.inserted == 1'000);
  CHECK(sink.status().trouble.empty());
}

TEST_CASE("batches of many senders are committed together, each exactly once") {
  LiveStore store;
  LiveSink sink(store.options());
  std::latch start(8);
  std::atomic<int> acknowledged = 0;
  std::vector<std::thread> senders;
  for (std::uint8_t sender = 0; sender < 8; ++sender) {
    senders.emplace_back([&, sender] {
      start.arrive_and_wait();
      std::vector<std::future<Commit>> commits;
      for (std::uint64_t i = 0; i < 50; ++i) {
        commits.push_back(submit(sink, make_batch(static_cast<std::uint8_t>(sender + 1), 10, 1 + 10 * i)));
      }
      for (auto& commit : commits) acknowledged += commit.get().stored ? 1 : 0;
    });
  }
  for (std::thread& sender : senders) sender.join();
  CHECK(acknowledged == 400);
  CHECK(store.ask("SELECT count(*), count(DISTINCT trace) FROM span") == "4000|8\n");
  CHECK(sink.status().commits < 400);
}

TEST_CASE("a batch that comes again is acknowledged and changes nothing") {
  LiveStore store;
  LiveSink sink(store.options());
  CHECK(submit(sink, make_batch(1, 5)).get().stored);
  CHECK(submit(sink, make_batch(1, 5)).get().stored);
  sink.close({});
  CHECK(sink.status().stats.written.duplicate == 5);
  CHECK(store.ask("SELECT count(*) FROM span") == "5\n");
}

TEST_CASE("what is wrong with batches is kept under the name of the receiver") {
  LiveStore store;
  LiveSink sink(store.options());
  model::Batch batch = make_batch(1, 3);
  batch.rejected_spans = 1;
  batch.issues.push_back({7, "invalid_id", model::Severity::kError, "a span has no ID", 1});
  CHECK(submit(sink, std::move(batch), 900).get().stored);
  sink.close({});
  CHECK(sink.status().stats.spans_rejected == 1);
  CHECK(store.ask("SELECT path, code, count FROM issues") == "otlp_http|invalid_id|1\n");
  CHECK(store.ask("SELECT path, offset, spans_read, spans_inserted, spans_rejected FROM ingest_file") ==
        "otlp_http|900|4|3|1\n");
  CHECK(store.ask("SELECT finished_ns > started_ns FROM ingest") == "1\n");
}

TEST_CASE("a sink that is closed has stored what it accepted, in one file, and accepts no more") {
  LiveStore store;
  LiveSink sink(store.options());
  std::vector<std::future<Commit>> commits;
  for (std::uint64_t i = 0; i < 200; ++i) commits.push_back(submit(sink, make_batch(1, 100, 1 + 100 * i)));
  sink.close(std::chrono::seconds(1));
  for (auto& commit : commits) CHECK(commit.get().stored);
  CHECK(store.ask("SELECT count(*) FROM span") == "20000\n");
  CHECK(sink.submit("test", make_batch(1, 1), 1, [](const Commit&) {}) == Acceptance::kClosed);
  CHECK(files_like(store, "live.db").size() == 1);
}

TEST_CASE("more than may wait is refused, and memory stays bounded") {
  LiveStore store;
  LiveSink sink(store.options());
  constexpr std::size_t kLarge = std::size_t{40} << 20;
  // The writer is held up by an acknowledgement, so that what comes has to wait.
  std::promise<void> go_on;
  std::promise<void> held_up;
  sink.submit("test", make_batch(1, 1), 1, [&](const Commit&) {
    held_up.set_value();
    go_on.get_future().wait();
  });
  held_up.get_future().wait();
  auto first = submit(sink, make_batch(2, 1), kLarge);
  CHECK(sink.submit("test", make_batch(3, 1), kLarge, [](const Commit&) {}) == Acceptance::kBusy);
  CHECK(sink.status().waiting.bytes == kLarge);
  go_on.set_value();
  CHECK(first.get().stored);
  CHECK(submit(sink, make_batch(3, 1), kLarge).get().stored);
}

TEST_CASE("a group that cannot be written is refused as a whole, and the next one is stored") {
  LiveStore store;
  LiveSink sink(store.options());
  CHECK(submit(sink, make_batch(1, 10)).get().stored);
  std::size_t refused = 0;
  {
    const FileSizeLimit full(std::filesystem::file_size(store.file()) + 100'000);
    for (std::uint8_t trace = 2; trace < 20; ++trace) {
      const Commit commit = submit(sink, make_batch(trace, 2'000)).get();
      if (!commit.stored) CHECK(commit.reason.find("live.db") != std::string::npos);
      if (!commit.stored) ++refused;
    }
    CHECK_FALSE(sink.status().trouble.empty());
  }
  CHECK(refused > 0);
  CHECK(sink.status().failed_commits > 0);
  // A trace is there with all its spans or with none.
  CHECK(store.ask("SELECT count(*) FROM trace WHERE span_count NOT IN (10, 2000)") == "0\n");
  CHECK(store.ask("SELECT count(*) FROM trace") == std::to_string(19 - refused) + "\n");
  CHECK(submit(sink, make_batch(20, 2'000)).get().stored);
  CHECK(sink.status().trouble.empty());
  sink.close({});
  CHECK(store.ask("SELECT count(*) FROM trace") == std::to_string(20 - refused) + "\n");
}

TEST_CASE("a damaged database is set aside and a new one is begun") {
  LiveStore store;
  {
    LiveSink sink(store.options());
    CHECK(submit(sink, make_batch(1, 1'000)).get().stored);
  }
  const auto size = std::filesystem::file_size(store.file());
  overwrite(store.file(), 16'384, size - 16'384);
  LiveSink sink(store.options());
  CHECK(submit(sink, make_batch(2, 3)).get().stored);
  CHECK(store.ask("SELECT count(*) FROM span") == "3\n");
  const auto aside = files_like(store, "damaged");
  REQUIRE(aside.size() == 1);
  CHECK(sink.status().quarantined == aside.front());
  CHECK(std::filesystem::file_size(aside.front()) == size);
  CHECK(sink.status().trouble.empty());
}

TEST_CASE("a file that is no database is left alone") {
  LiveStore store;
  const std::size_t size = GENERATE(std::size_t{20'000}, std::size_t{2 * 16'384});
  std::ofstream(store.file()) << std::string(size, 'x');
  CHECK_THROWS_AS(LiveSink(store.options()), base::Error);
  CHECK(files_like(store, "damaged").empty());
  CHECK(std::filesystem::file_size(store.file()) == size);
}

TEST_CASE("another program's database is left alone") {
  LiveStore store;
  SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE note (text)");
  CHECK_THROWS_AS(LiveSink(store.options()), base::Error);
  CHECK(files_like(store, "damaged").empty());
}

TEST_CASE("a database that somebody moved away is begun anew") {
  LiveStore store;
  LiveSink sink(store.options());
  CHECK(submit(sink, make_batch(1, 5)).get().stored);
  std::filesystem::rename(store.file(), store.directory() / "old.db");
  CHECK(submit(sink, make_batch(2, 3)).get().stored);
  sink.close({});
  CHECK(store.ask("SELECT count(*) FROM span") == "3\n");
  CHECK(tracewh::test::ask(store.directory() / "old.db", "SELECT count(*) FROM span") == "5\n");
}

TEST_CASE("a sink whose database is limited removes the oldest traces by itself") {
  LiveStore store;
  LiveOptions options = store.options();
  options.retention.max_bytes = 2'000'000;
  LiveSink sink(options);
  for (std::uint8_t trace = 1; trace <= 100; ++trace) {
    REQUIRE(submit(sink, make_batch(trace, 2'000)).get().stored);
  }
  sink.close({});
  CHECK(sink.status().stats.pruned.traces > 0);
  CHECK(sink.status().used_bytes < 2'500'000);
  const std::string last = std::to_string(kEpoch + 100'000);
  CHECK(store.ask("SELECT count(*) FROM trace WHERE start_ns = " + last) == "1\n");
  CHECK(store.ask("SELECT traces + (SELECT count(*) FROM trace) FROM dropped_total WHERE reason = 2") ==
        "100\n");
}

TEST_CASE("after a sink gave up, what waits is refused and the database is whole") {
  LiveStore store;
  {
    LiveSink sink(store.options());
    CHECK(submit(sink, make_batch(1, 10)).get().stored);
    sink.give_up_at(std::chrono::steady_clock::now());
    const Commit refused = submit(sink, make_batch(2, 10)).get();
    CHECK_FALSE(refused.stored);
    CHECK(refused.reason == "shutting down; try again");
    sink.close(std::chrono::milliseconds(0));
    CHECK(sink.status().trouble.empty());
  }
  CHECK(store.ask("SELECT count(*) FROM span") == "10\n");
  CHECK(files_like(store, "-wal").empty());
}

TEST_CASE("a sink tells how long it has been storing what is at hand") {
  LiveStore store;
  LiveSink sink(store.options());
  CHECK(sink.status().busy.count() == 0);
  std::promise<std::chrono::nanoseconds> busy;
  const Acceptance accepted =
      sink.submit("test", make_batch(1, 1), 100, [&](const Commit&) { busy.set_value(sink.status().busy); });
  REQUIRE(accepted == Acceptance::kAccepted);
  CHECK(busy.get_future().get().count() > 0);
}

}  // namespace
}  // namespace tracewh::ingest::test
