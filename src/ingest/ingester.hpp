#pragma once

#include "ingest/block_reader.hpp"
#include "ingest/database_input.hpp"
#include "ingest/ingest_writer.hpp"
#include "ingest/inputs.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/source.hpp"
#include "store/write/writer_database.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::ingest {

/// How the ingest of one file ended.
struct FileResult {
  enum class Kind {
    kIngested,
    kUnchanged,  ///< its content was ingested before
    kUnknownFormat,
    kUnreadable,  ///< what could be read is kept
    kNoSpans,     ///< read to its end, without any
    kRejected,    ///< nothing in it could be kept, because all of it is wrong
  };
  Kind kind = Kind::kIngested;
  std::string reason;  ///< why it is unreadable, not known or rejected; may be empty
};

/// A file that is open for ingest, from where earlier ingests of it ended.
struct OpenFile {
  OpenFile(std::unique_ptr<Source> opened, const decode::Format* forced, const store::Readings& earlier);

  std::unique_ptr<Source> source;
  BlockReader reader;
  IngestedFile progress;
};

/// Ingests files into one database: source → decoder → bounded queue → writer. A file's offset is
/// committed together with the spans before it, so that a repeat after any end continues from there.
/// All throw base::Error when the database fails.
class Ingester {
 public:
  /// `interrupted` is looked at between batches; once it is true, what is done is committed and
  /// base::Error (interrupted) thrown.
  Ingester(store::WriterDatabase& database, const Decoding& decoding, const Options& options,
           const std::atomic<bool>& interrupted, IngestWriter::OnProgress on_progress);

  /// Ingests one file, which may be another database of tracewh; `-` is standard input.
  FileResult ingest_file(const Input& input);

  /// Opens a file that may grow, which a compressed one does not. None when its format is not known or it
  /// cannot be read, as `result` tells.
  std::unique_ptr<OpenFile> open_growing(const Input& input, FileResult& result);
  /// Ingests what an open file holds by now. A growing file's last record waits for its end.
  FileResult read(OpenFile& file);
  /// Ingests what waits in a growing file if it is whole, such as a document without a final line break.
  void read_rest(OpenFile& file);

  /// The file that an earlier ingest read last under `path`.
  std::optional<store::Inode> last_inode(const std::string& path) { return writer_.log().last_inode(path); }

  /// Marks the ingest as finished.
  void finish() { writer_.finish(); }

  /// What earlier ingests found in what this one passed over, because it was read before.
  store::Findings findings_passed_over() { return writer_.log().findings(passed_over_); }

  const IngestStats& stats() const { return writer_.stats(); }

 private:
  std::unique_ptr<OpenFile> open(const Input& input, FileResult& result);
  FileResult unchanged();
  FileResult ingest_database(OpenFile& file);
  void read(DatabaseInput& input, OpenFile& file);
  void write(DecodedBlock& block, IngestedFile& progress);
  FileResult keep_what_is_read(IngestedFile& progress, const std::function<void()>& read);

  store::WriterDatabase& database_;
  Decoding decoding_;
  const std::atomic<bool>& interrupted_;
  IngestWriter writer_;
  store::Readings passed_over_;
};

}  // namespace tracewh::ingest
