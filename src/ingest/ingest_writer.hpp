#pragma once

#include "ingest/pipeline.hpp"
#include "ingest/sampling.hpp"
#include "store/retain/sampled_traces.hpp"
#include "store/write/ingest_log.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::ingest {

/// What an ingest is part of, and what it keeps.
struct Options {
  std::optional<std::string> run;    ///< the run that the traces join
  std::string labels = "{}";         ///< of the run, a JSON object
  std::optional<Sampling> sampling;  ///< without: everything is kept
  std::string version;               ///< of the program, kept with the ingest
};

/// What an ingest has come to, so far or in the end.
struct Totals {
  std::uint64_t files = 0;            ///< read, in full or from where an earlier ingest ended
  std::uint64_t files_unchanged = 0;  ///< passed over: their content was ingested before
  std::uint64_t bytes = 0;            ///< read from the disk
  std::uint64_t spans_read = 0;
  std::uint64_t spans_rejected = 0;
  std::uint64_t issues = 0;  ///< warnings and errors
  std::uint64_t errors = 0;
  store::WriteCounts written;
  std::optional<store::DroppedCounts> dropped;  ///< by sampling, if there is any
};

/// A file that is being ingested.
struct IngestedFile {
  store::FileIdentity identity;
  std::string_view format;
  store::Reading start;
  store::FileProgress progress;
  std::int64_t id = 0;           ///< in the database, once there is something to tell
  std::uint64_t bytes_read = 0;  ///< as far as they are in the totals
  std::size_t issues = 0;
  bool writing = false;  ///< an exception now means that the database failed

  IngestedFile(store::FileIdentity file, std::string_view format_name, const store::Reading& begin);
};

/// The writing end of an ingest: spans, the account of files and of what was wrong with them, in one
/// transaction after the other. All throw base::Error when the database fails.
class IngestWriter {
 public:
  using OnProgress = std::function<void(const Totals&)>;

  IngestWriter(store::WriterDatabase& database, const Options& options, OnProgress on_progress);

  /// Stores a block and where it ends; commits when the transaction is large.
  void write(DecodedBlock& block, IngestedFile& file);
  void keep_issue(const model::Issue& issue, IngestedFile& file);
  /// Commits how far `file` was read together with its spans.
  void commit(IngestedFile& file);
  /// Decides on the traces that sampling left open, and marks the ingest as finished.
  void finish();

  store::IngestLog& log() { return log_; }
  std::optional<std::int64_t> run() const { return run_; }
  Totals& totals() { return totals_; }
  const Totals& totals() const { return totals_; }

 private:
  void begin();
  void enter(IngestedFile& file);
  void sample(model::Batch& batch);
  void decide_on_held();
  void count(const DecodedBlock& block, std::size_t spans_read, const store::WriteCounts& counts,
             IngestedFile& file);

  store::WriterDatabase& database_;
  std::optional<Sampling> sampling_;
  OnProgress on_progress_;
  store::IngestLog log_;
  std::optional<std::int64_t> run_;
  std::int64_t ingest_;
  store::SpanWriter writer_;
  store::SampledTraces sampled_;
  Totals totals_;
  bool in_transaction_ = false;
  std::size_t spans_in_transaction_ = 0;
};

}  // namespace tracewh::ingest
