#pragma once

#include "ingest/live_writer.hpp"
#include "ingest/sink.hpp"
#include "ingest/submission_queue.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tracewh::ingest {

/// How a live sink is doing, since it was made.
struct LiveStatus {
  IngestStats stats;
  SubmissionQueue::Length waiting;
  std::uint64_t commits = 0;
  std::uint64_t failed_commits = 0;
  std::chrono::nanoseconds last_commit{0};   ///< how long it took
  std::chrono::nanoseconds total_commit{0};  ///< all of them together
  std::chrono::nanoseconds busy{0};          ///< how long the batches at hand have been being stored
  std::int64_t used_bytes = 0;               ///< of the database, without free pages
  std::int64_t log_bytes = 0;                ///< of the write-ahead log
  std::string trouble;                       ///< why nothing can be stored at present; empty when all is well
  std::string quarantined;                   ///< the last database that was found damaged, under its new name
};

/// Commits batches in groups on a thread of its own, and keeps the database within its limits. When the
/// database fails, the senders of the group are told, and the next group tries anew; a damaged database is
/// quarantined and a new one begun.
class LiveSink final : public Sink {
 public:
  /// Opens the database, and lets `prepare` use it before anything is stored. Throws base::Error when that is
  /// not possible.
  explicit LiveSink(LiveOptions options, const std::function<void(store::WriterDatabase&)>& prepare = {});
  /// Stores what waits.
  ~LiveSink() override;
  LiveSink(const LiveSink&) = delete;
  LiveSink& operator=(const LiveSink&) = delete;

  Acceptance submit(std::string_view receiver, model::Batch batch, std::size_t bytes,
                    std::function<void(const Commit&)> done) override;

  /// From `moment` on nothing is stored any more: a commit under way is broken off, and its senders and those
  /// who wait are refused. Until then all goes on.
  void give_up_at(LiveWriter::Clock::time_point moment) { give_up_ = moment; }

  /// Lets these joins be stored soon in place of all that are stored, see store::replace_joins(); their rules
  /// must outlive the sink. From any thread; of several that wait, the last are stored.
  void replace_joins(std::vector<store::JoinRow> joins);

  /// Accepts no more, stores what waits, calls `when_stored`, if there is one, on the sink's thread, and
  /// leaves the database as one self-contained file. Decides on as many of the traces that sampling holds as
  /// `grace` allows; the next ingest decides on the others.
  void close(std::chrono::milliseconds grace, std::function<void()> when_stored = {});

  LiveStatus status() const;

 private:
  void run();
  void store(std::vector<Submission> group);
  bool has_given_up() const { return LiveWriter::Clock::now() >= give_up_.load(); }
  void set_busy(std::optional<LiveWriter::Clock::time_point> since);
  static void tell(const std::vector<Submission>& group, const Commit& commit);
  void tidy();
  void store_joins();
  void finish();
  void open();
  void quarantine();
  std::string attempt(const std::function<void(LiveWriter&)>& action);
  void report(const std::string& trouble);
  void measure();

  const LiveOptions options_;
  SubmissionQueue queue_;
  std::atomic<bool> closing_ = false;
  store::StatementDeadline::SharedEnd give_up_{LiveWriter::Clock::time_point::max()};
  std::optional<LiveWriter> writer_;  ///< none after the database failed
  LiveWriter::Clock::time_point failed_at_;
  mutable std::mutex mutex_;  ///< guards status_, busy_since_ and joins_
  LiveStatus status_;
  std::optional<LiveWriter::Clock::time_point> busy_since_;
  std::optional<std::vector<store::JoinRow>> joins_;  ///< that wait
  // Set before the queue is closed:
  LiveWriter::Clock::time_point deadline_;  ///< of what is not urgent
  std::function<void()> when_stored_;
  std::thread thread_;
};

/// Closes a sink when its scope ends, however it does: before what the sink calls back is gone.
class LiveSinkCloser {
 public:
  explicit LiveSinkCloser(LiveSink& sink) : sink_(sink) {}
  ~LiveSinkCloser() { sink_.close(std::chrono::milliseconds(0)); }
  LiveSinkCloser(const LiveSinkCloser&) = delete;
  LiveSinkCloser& operator=(const LiveSinkCloser&) = delete;

 private:
  LiveSink& sink_;
};

}  // namespace tracewh::ingest
