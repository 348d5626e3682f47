#pragma once

#include "model/row_set.hpp"
#include "query/trace_loader.hpp"
#include "store/read/reader.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace tracewh::query {

/// When the feed gives a trace.
struct FeedOptions {
  std::chrono::nanoseconds settle =
      std::chrono::seconds(1);  ///< for late spans of a trace that looks complete
  std::chrono::nanoseconds incomplete_after = std::chrono::seconds(30);  ///< without anything new
  std::optional<std::int64_t>
      since_ns;  ///< stored traces too that start then or later; else what comes from now on
};

/// A trace that the feed gives.
struct FinishedTrace {
  TraceKey key;
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  model::RowSet row;  ///< the columns of the query `traces`, and `state`: `complete` or `incomplete`
};

/// Traces to look at again before the longest waiting one is given as it is: about 15 MB.
inline constexpr std::size_t kMaxPendingTraces = 100'000;

/// Gives each trace of a database once, when it is complete: its root is there, all its spans have ended, no
/// parent is missing, sampling has decided to keep it, and nothing was added for a while. A trace to which
/// nothing is added for longer is given as incomplete.
///
/// The database is open only during a poll. It need not exist yet, others may write to it, checkpoint its
/// log, or replace the file; of another database all traces are new.
class TraceFeed {
 public:
  using Clock = std::chrono::steady_clock;

  TraceFeed(std::filesystem::path database, const FeedOptions& options)
      : database_(std::move(database)), options_(options) {}

  /// The traces that are to be given now. Throws base::Error when the database could not be read for
  /// some seconds.
  std::vector<FinishedTrace> poll(Clock::time_point now);

 private:
  /// Tells one state of a trace from another.
  struct State {
    std::uint64_t spans = 0;
    std::int64_t end_ns = 0;
    std::int64_t errors = 0;
    std::int64_t orphans = 0;
    std::int64_t unfinished = 0;
    bool has_root = false;
    bool undecided = false;  ///< sampling may still drop it

    bool operator==(const State&) const = default;
    bool complete() const { return has_root && orphans == 0 && unfinished == 0 && !undecided; }
  };
  struct SeenTrace {
    TraceKey key;
    std::int64_t start_ns = 0;
    State state;
  };
  struct PendingTrace {
    SeenTrace seen;
    Clock::time_point changed;  ///< when anything new was last noticed
    Clock::time_point due;      ///< when it is looked at again
    bool grown = true;          ///< false while it is as it was before the feed began
  };
  /// The file behind the path, as long as it is not replaced.
  using FileNumber = std::pair<std::uint64_t, std::uint64_t>;

  static SeenTrace read_seen(const store::Statement& row);
  static std::optional<SeenTrace> find_seen(store::Statement& rows, const TraceKey& trace);
  static void give(store::Statement& row, const SeenTrace& seen, std::vector<FinishedTrace>& given);

  void find_place(store::Reader& reader, FileNumber file, Clock::time_point now);
  void begin(store::Reader& reader, Clock::time_point now);
  void take_new(store::Reader& reader, Clock::time_point now);
  void give_due(store::Reader& reader, Clock::time_point now, std::vector<FinishedTrace>& given);
  bool look_again(PendingTrace& pending, const SeenTrace& seen, Clock::time_point now) const;

  std::filesystem::path database_;
  FeedOptions options_;
  bool begun_ = false;
  std::optional<FileNumber> file_;
  Arrival after_{};                   ///< traces up to this one were seen
  std::optional<TraceKey> newest_;    ///< the last one at the last poll, by which the database is known again
  std::deque<PendingTrace> pending_;  ///< by `due`
  std::optional<Clock::time_point> troubled_since_;
};

}  // namespace tracewh::query
