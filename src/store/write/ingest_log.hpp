#pragma once

#include "model/batch.hpp"
#include "store/sqlite/statement.hpp"
#include "store/write/readings.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::store {

/// A file, however it is renamed.
struct Inode {
  std::uint64_t device = 0;
  std::uint64_t number = 0;

  auto operator<=>(const Inode&) const = default;
};

/// By what a file may be known again.
struct FileIdentity {
  std::string path;                   ///< `-` for standard input
  std::optional<std::uint64_t> size;  ///< on disk; none, like the inode, for what is not a regular file
  std::optional<Inode> inode;
};

/// What an ingest of one file has come to.
struct FileProgress {
  std::uint64_t offset = 0;
  Digest digest{};
  bool complete = false;
  std::uint64_t spans_read = 0;
  std::uint64_t spans_rejected = 0;
  WriteCounts written;
};

/// What was found in files.
struct Findings {
  bool has_spans = false;
  bool has_errors = false;  ///< records of them could not be read
};

/// The account of ingests: runs, files and how far they were read, and what was wrong with them. Works
/// inside the transaction of its database, so that it always agrees with the spans.
class IngestLog {
 public:
  explicit IngestLog(WriterDatabase& database);

  /// The run of that name, new or known; `labels` (a JSON object) are added to those it has.
  std::int64_t store_run(std::string_view name, std::string_view labels);

  std::int64_t begin_ingest(std::optional<std::int64_t> run, std::int64_t now_ns, std::string_view version);
  void finish_ingest(std::int64_t ingest, std::int64_t now_ns);

  /// Earlier readings of what may be the same file, and for the same run if one is given, always the same:
  /// another run must still be joined by the file's traces. To be used before the log is used again.
  Readings earlier_readings(const FileIdentity& file, std::optional<std::int64_t> run);

  /// What all ingests found in the content that `readings` tell of: where one is complete in the whole file,
  /// else before its offset.
  Findings findings(const Readings& readings);

  /// The file that was last read under `path`, if any was.
  std::optional<Inode> last_inode(std::string_view path);

  std::int64_t begin_file(std::int64_t ingest, const FileIdentity& file, std::string_view format,
                          const Reading& start);
  void store_progress(std::int64_t file, const FileIdentity& identity, const FileProgress& progress);
  void add_issue(std::int64_t file, const model::Issue& issue);

 private:
  const Readings& readings_of_size(std::uint64_t size, std::optional<std::int64_t> run);

  std::map<std::uint64_t, Readings> by_size_;  ///< those that are in memory
  std::size_t remembered_ = 0;                 ///< readings in by_size_, and its entries
  Statement store_run_;
  Statement begin_ingest_;
  Statement finish_ingest_;
  Statement earlier_readings_;
  Statement readings_of_size_;
  Statement findings_;
  Statement last_inode_;
  Statement begin_file_;
  Statement store_progress_;
  Statement insert_issue_;
};

}  // namespace tracewh::store
