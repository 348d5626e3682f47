#pragma once

#include "ingest/batch_writer.hpp"
#include "ingest/held_traces.hpp"
#include "ingest/ingest_stats.hpp"
#include "ingest/submission_queue.hpp"
#include "store/retain/dictionary_sweep.hpp"
#include "store/retain/pruner.hpp"
#include "store/sqlite/statement_deadline.hpp"
#include "store/write/join_table.hpp"
#include "store/write/writer_database.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
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

/// An open database on which groups of batches are committed. All throw base::Error when the database fails;
/// the writer must be dropped then, which rolls back.
class LiveWriter {
 public:
  using Clock = HeldTraces::Clock;

  /// Opens the database; `options` must outlive the writer, and so must `give_up`, which may be null: the
  /// moment from which on nothing is stored or tidied up, and what is under way fails.
  LiveWriter(const LiveOptions& options, std::chrono::milliseconds lock_timeout,
             const store::StatementDeadline::SharedEnd* give_up = nullptr);

  /// Commits the batches in one transaction.
  IngestStats store(std::vector<Submission>& group, Clock::time_point now);

  /// Does a part of what is not urgent: decides on traces that are held, and prunes. None when there is
  /// nothing left to do for now. `now_ns` is the same moment since the Unix epoch.
  std::optional<IngestStats> tidy(Clock::time_point now, std::int64_t now_ns);

  /// See store::replace_joins().
  void replace_joins(std::span<const store::JoinRow> joins);

  /// Decides on all traces that are held, as far as that is done by the deadline, and marks the ingest as
  /// finished.
  IngestStats finish(Clock::time_point deadline, std::int64_t now_ns);

  store::WriterDatabase& database() { return database_; }

 private:
  void limit(std::optional<store::StatementDeadline>& deadline);
  void write(Submission& submission, Clock::time_point now, IngestStats& stats);
  void hold(const model::TraceId& trace_id, Clock::time_point now);
  InputAccount& account(const std::string& receiver);
  void take_over_held(Clock::time_point now);
  bool decide(Clock::time_point now, IngestStats& stats);
  bool prune(std::int64_t now_ns, IngestStats& stats);
  void look_again(Clock::time_point now);
  void sweep();
  void refresh_totals(Clock::time_point deadline);

  const LiveOptions& options_;
  const store::StatementDeadline::SharedEnd* give_up_;
  store::WriterDatabase database_;
  BatchWriter batches_;
  HeldTraces held_;
  store::Pruner pruner_;
  std::optional<store::DictionarySweep> sweep_;                ///< under way
  std::map<std::string, InputAccount, std::less<>> accounts_;  ///< by receiver
  std::vector<InputAccount*> touched_;                         ///< by this transaction
  Clock::time_point next_look_;
};

}  // namespace tracewh::ingest
