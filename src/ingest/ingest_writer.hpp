#pragma once

#include "ingest/batch_writer.hpp"
#include "ingest/ingest_stats.hpp"
#include "ingest/pipeline.hpp"
#include "store/write/ingest_log.hpp"
#include "store/write/writer_database.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace tracewh::ingest {

/// A file that is being ingested.
struct IngestedFile {
  InputAccount account;
  std::uint64_t bytes_read = 0;  ///< as far as they are in the stats
  bool writing = false;          ///< an exception now means that the database failed
};

/// The writing end of an ingest: spans, the account of files and of what was wrong with them, in one
/// transaction after the other. All throw base::Error when the database fails.
class IngestWriter {
 public:
  using OnProgress = std::function<void(const IngestStats&)>;

  IngestWriter(store::WriterDatabase& database, const Options& options, OnProgress on_progress);

  /// Stores a block and where it ends; commits when the transaction is large.
  void write(DecodedBlock& block, IngestedFile& file);
  /// The run of that name, new or known; `labels` (a JSON object) are added to those it has.
  std::int64_t store_run(const std::string& name, const std::string& labels);
  void keep_issue(const model::Issue& issue, IngestedFile& file);
  /// Commits how far `file` was read together with its spans.
  void commit(IngestedFile& file);
  /// Decides on the traces that sampling left open, and marks the ingest as finished.
  void finish();

  store::IngestLog& log() { return batches_.log(); }
  std::optional<std::int64_t> run() const { return batches_.run(); }
  IngestStats& stats() { return stats_; }
  const IngestStats& stats() const { return stats_; }

 private:
  void begin();
  void decide_on_held();

  store::WriterDatabase& database_;
  const std::optional<Sampling> sampling_;
  OnProgress on_progress_;
  BatchWriter batches_;
  IngestStats stats_;
  bool in_transaction_ = false;
  std::size_t spans_in_transaction_ = 0;
};

}  // namespace tracewh::ingest
