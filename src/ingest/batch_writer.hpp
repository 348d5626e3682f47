#pragma once

#include "ingest/ingest_stats.hpp"
#include "ingest/sampling.hpp"
#include "model/batch.hpp"
#include "store/retain/sampled_traces.hpp"
#include "store/write/ingest_log.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace tracewh::ingest {

/// What an ingest is part of, and what it keeps.
struct Options {
  std::optional<std::string> run;    ///< the run that the traces join
  std::string labels = "{}";         ///< of the run, a JSON object
  std::optional<Sampling> sampling;  ///< without: everything is kept
  std::string version;               ///< of the program, kept with the ingest
};

/// The account that an ingest keeps of one file, or of what came through one receiver.
struct InputAccount {
  store::FileIdentity identity;
  std::string format;
  store::Reading start;
  store::FileProgress progress;
  std::int64_t id = 0;       ///< in the database, once there is something to tell
  std::uint64_t issues = 0;  ///< lines in the database
  std::uint64_t errors = 0;
  std::string first_error;
};

/// Writes batches together with the account of what they came from, whether from files or from receivers.
/// Works inside the transactions of its caller. All throw base::Error when the database fails.
class BatchWriter {
 public:
  /// Takes a trace that the sampler does not choose, but that a rule may keep: holds it or knows it as held.
  using Hold = std::function<void(const model::TraceId&)>;

  BatchWriter(store::WriterDatabase& database, const Options& options);

  /// Stores the spans of a batch that sampling keeps or holds and what was wrong with the batch, and counts
  /// it all in the account and in `stats`. The traces join `runs`, too.
  void write(model::Batch& batch, InputAccount& account, IngestStats& stats, const Hold& hold,
             std::span<const std::int64_t> runs = {});
  /// Stores and counts something wrong with the input.
  void keep_issue(const model::Issue& issue, InputAccount& account, IngestStats& stats);
  /// Stores what is buffered of the spans, and how far the input was read.
  void store_progress(InputAccount& account, IngestStats& stats);

  /// Begins the ingest, unless that was done; writing does it, too.
  void begin_ingest();
  /// Marks the ingest as finished, if it was begun.
  void finish_ingest(std::int64_t now_ns);

  store::IngestLog& log() { return log_; }
  store::SpanWriter& spans() { return spans_; }
  store::SampledTraces& sampled() { return sampled_; }
  std::optional<std::int64_t> run() const { return run_; }

 private:
  void enter(InputAccount& account, IngestStats& stats);
  void sample(model::Batch& batch, IngestStats& stats, const Hold& hold);

  const std::optional<Sampling> sampling_;
  const std::string version_;
  store::IngestLog log_;
  std::optional<std::int64_t> run_;
  std::optional<std::int64_t> ingest_;  ///< once begun
  store::SpanWriter spans_;
  store::SampledTraces sampled_;
};

}  // namespace tracewh::ingest
