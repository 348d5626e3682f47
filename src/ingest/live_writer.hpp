#pragma once

#include "ingest/held_traces.hpp"
#include "ingest/ingest_writer.hpp"
#include "ingest/submission_queue.hpp"
#include "store/retain/dictionary_sweep.hpp"
#include "store/retain/pruner.hpp"
#include "store/retain/sampled_traces.hpp"
#include "store/write/ingest_log.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::ingest {

/// Where live spans go, and which stay.
struct LiveOptions {
  std::filesystem::path database;
  store::Durability durability = store::Durability::kProcess;
  std::chrono::milliseconds lock_timeout{5'000};  ///< for another writer, when the sink is made
  Options ingest;                                 ///< run, sampling and version
  std::chrono::nanoseconds decision_wait{10 * 1'000'000'000LL};  ///< for a trace's next span, with sampling
  store::Retention retention;
};

/// What became of spans that were received.
struct LiveCounts {
  std::uint64_t rejected = 0;  ///< spans that were read but could not be kept
  store::WriteCounts written;
  store::DroppedCounts dropped;  ///< by sampling
  store::DroppedCounts pruned;

  LiveCounts& operator+=(const LiveCounts& other);
};

/// An open database on which groups of batches are committed. All throw base::Error when the database fails;
/// the writer must be dropped then, which rolls back.
class LiveWriter {
 public:
  using Clock = HeldTraces::Clock;

  /// Opens the database; `options` must outlive the writer.
  LiveWriter(const LiveOptions& options, std::chrono::milliseconds lock_timeout);

  /// Commits the batches in one transaction.
  LiveCounts store(std::vector<Submission>& group, Clock::time_point now);

  /// Does a part of what is not urgent: decides on traces that are held, and prunes. None when there is
  /// nothing left to do for now. `now_ns` is the same moment since the Unix epoch.
  std::optional<LiveCounts> tidy(Clock::time_point now, std::int64_t now_ns);

  /// Decides on all traces that are held, as far as that is done by the deadline, and marks the ingest as
  /// finished.
  LiveCounts finish(Clock::time_point deadline, std::int64_t now_ns);

  store::WriterDatabase& database() { return database_; }

 private:
  /// What came through one receiver.
  struct Received {
    std::int64_t file = 0;
    store::FileProgress progress;
    std::size_t issues = 0;
  };

  void write(Submission& submission, Clock::time_point now, LiveCounts& counts);
  void sample(model::Batch& batch, Clock::time_point now, LiveCounts& counts);
  Received& received(const std::string& receiver);
  void take_over_held(Clock::time_point now);
  bool decide(Clock::time_point now, LiveCounts& counts);
  bool prune(std::int64_t now_ns, LiveCounts& counts);
  void look_again(Clock::time_point now);
  void sweep();
  void refresh_totals(Clock::time_point deadline);

  const LiveOptions& options_;
  store::WriterDatabase database_;
  store::IngestLog log_;
  std::optional<std::int64_t> run_;
  std::optional<std::int64_t> ingest_;  ///< none before the first group
  store::SpanWriter writer_;
  store::SampledTraces sampled_;
  HeldTraces held_;
  store::Pruner pruner_;
  std::optional<store::DictionarySweep> sweep_;  ///< under way
  std::map<std::string, Received, std::less<>> received_;
  std::vector<Received*> touched_;  ///< by this transaction
  Clock::time_point next_look_;
};

}  // namespace tracewh::ingest
