#pragma once

#include "decode/format.hpp"
#include "decode/semantics.hpp"
#include "ingest/block_reader.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/source.hpp"
#include "store/ingest_log.hpp"
#include "store/span_writer.hpp"
#include "store/writer_database.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::ingest {

/// How an ingest is to be done.
struct Options {
  const decode::Format* format = nullptr;  ///< null: find out for each file
  std::optional<std::string> run;          ///< the run that the traces join
  std::string labels = "{}";               ///< of the run, a JSON object
  std::size_t decode_threads = 1;
  std::string version;  ///< of the program, kept with the ingest
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
};

/// How the ingest of one file ended.
struct FileResult {
  enum class Kind {
    kIngested,
    kUnchanged,  ///< its content was ingested before
    kUnknownFormat,
    kUnreadable,  ///< what could be read is kept
  };
  Kind kind = Kind::kIngested;
  std::string reason;  ///< why it is unreadable
};

/// Ingests files into one database: source → decoder → bounded queue → writer. A file's offset is
/// committed together with the spans before it, so that a repeat after any end continues from there.
class Ingester {
 public:
  using OnProgress = std::function<void(const Totals&)>;

  /// `interrupted` is looked at between batches; once it is true, what is done is committed and
  /// base::Error (interrupted) thrown.
  Ingester(store::WriterDatabase& database, const decode::Semantics& semantics, Options options,
           const std::atomic<bool>& interrupted, OnProgress on_progress);

  /// Ingests one file; `-` is standard input. Throws base::Error when the database fails.
  FileResult ingest_file(const std::string& path);

  /// Marks the ingest as finished.
  void finish();

  const Totals& totals() const { return totals_; }

 private:
  struct File;

  FileResult ingest(Source& source, const std::vector<store::Reading>& earlier);
  void begin();
  void write(DecodedBlock& block, File& file);
  void keep_issue(const model::Issue& issue, File& file);
  void commit(File& file);

  store::WriterDatabase& database_;
  const decode::Semantics& semantics_;
  Options options_;
  const std::atomic<bool>& interrupted_;
  OnProgress on_progress_;
  store::IngestLog log_;
  std::optional<std::int64_t> run_;
  std::int64_t ingest_ = 0;
  store::SpanWriter writer_;
  Totals totals_;
  bool in_transaction_ = false;
  std::size_t spans_in_transaction_ = 0;
};

}  // namespace tracewh::ingest
