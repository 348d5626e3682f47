#include "base/error.hpp"
#include "store/span_maker.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"
#include "support/temporary_directory.hpp"
#include "torture/lost_power.hpp"
#include "torture/rounds.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Writes batches of spans on a recorded disk, then loses power at any moment, again and again, and looks at
/// what is left.
namespace tracewh::torture {
namespace {

using store::Durability, store::WriterDatabase, store::test::TestSpan;

constexpr int kSessions = 4;
constexpr int kBatchesOfSession = 8;
constexpr int kSpansOfBatch = 30;

/// Batches share traces, so that later ones change rows of earlier ones. A span's ID tells its batch.
std::vector<TestSpan> make_spans(int batch, bench::Random& random) {
  std::vector<TestSpan> spans;
  for (int i = 1; i <= kSpansOfBatch; ++i) {
    TestSpan span;
    span.trace = static_cast<std::uint8_t>(random.integer(1, 12));
    span.id = static_cast<std::uint64_t>(batch * 1000 + i);
    span.parent = static_cast<std::uint64_t>(random.integer(0, batch) * 1000 + i - 1);
    span.name = "span " + std::to_string(random.integer(1, 40));
    span.worker = "worker " + std::to_string(random.integer(1, 8));
    span.values = "[\"" + std::string(static_cast<std::size_t>(random.integer(0, 3000)), 'x') + "\"]";
    spans.push_back(span);
  }
  return spans;
}

/// What happened on the disk, and how many events there had been when each batch was acknowledged.
struct History {
  Durability durability;
  std::vector<DiskEvent> events;
  std::vector<std::size_t> acknowledged;
};

History write_history(Durability durability, std::uint64_t seed) {
  bench::Random random(seed);
  const test::TemporaryDirectory directory;
  const DiskRecording recording;
  History history{durability, {}, {}};
  for (int batch = 0; batch < kSessions * kBatchesOfSession;) {
    WriterDatabase database(directory / "t.db", durability, std::chrono::seconds(1));
    store::SpanWriter writer(database, std::nullopt);
    for (int i = 0; i < kBatchesOfSession; ++i) {
      database.begin();
      writer.write(store::test::make_batch(make_spans(batch++, random)));
      writer.flush();
      database.commit();
      history.acknowledged.push_back(recording.events().size());
    }
  }
  history.events = recording.events();
  return history;
}

/// How many batches must be there when power is lost after `end` events: with the default durability, those
/// that were acknowledged before the last sync.
int promised_batches(const History& history, std::size_t end) {
  if (history.durability == Durability::kProcess) {
    while (end > 0 && history.events[end - 1].kind != DiskEvent::Kind::kSync) --end;
  }
  int count = 0;
  for (const std::size_t acknowledged : history.acknowledged)
    count += acknowledged < end || acknowledged == end;
  return count;
}

/// The number of spans of each batch that is there.
std::vector<int> stored_batches(const std::filesystem::path& file) {
  { const WriterDatabase repaired(file, Durability::kProcess, std::chrono::seconds(1)); }
  SQLite::Database database(file);
  const std::string check = database.execAndGet("PRAGMA quick_check").getString();
  if (check != "ok") throw std::runtime_error("quick_check says: " + check);
  SQLite::Statement query(database,
                          "SELECT count(*) FROM span GROUP BY span_id / 1000 ORDER BY span_id / 1000");
  std::vector<int> counts;
  while (query.executeStep()) counts.push_back(query.getColumn(0).getInt());
  return counts;
}

void judge(const std::vector<int>& stored, int promised, Rounds& rounds) {
  for (const int spans : stored) {
    if (spans != kSpansOfBatch)
      rounds.found(Fault::kWrong, "a batch has " + std::to_string(spans) + " spans");
  }
  if (std::ssize(stored) < promised) {
    rounds.found(Fault::kLost, std::to_string(stored.size()) + " batches of " + std::to_string(promised));
  }
}

void lose_power(const History& history, Rounds& rounds) {
  const auto end =
      static_cast<std::size_t>(rounds.random().integer(0, static_cast<std::int64_t>(history.events.size())));
  const test::TemporaryDirectory directory;
  write_disk(std::span(history.events).first(end), rounds.random(), directory / "");
  try {
    judge(stored_batches(directory / "t.db"), promised_batches(history, end), rounds);
  } catch (const std::exception& error) {
    rounds.found(Fault::kWrong, "after " + std::to_string(end) + " events: " + error.what());
  }
}

}  // namespace
}  // namespace tracewh::torture

int main(int argc, char** argv) {
  using namespace tracewh::torture;
  Rounds rounds("power_loss", argc, argv);
  const History power = write_history(Durability::kPower, rounds.seed());
  const History process = write_history(Durability::kProcess, rounds.seed());
  while (rounds.next()) lose_power(rounds.random().chance(0.5) ? power : process, rounds);
  return rounds.finish();
}
