#pragma once

#include "base/error.hpp"
#include "decode/formats/format.hpp"
#include "ingest/digest.hpp"
#include "ingest/source.hpp"
#include "model/batch.hpp"
#include "store/write/ingest_log.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::ingest {

/// Whole records of a file, to be decoded together.
struct Block {
  std::string bytes;                    ///< with decode::kPaddingBytes behind the last record
  std::uint64_t offset = 0;             ///< of `bytes` in the file
  std::vector<decode::Extent> records;  ///< within `bytes`
  std::vector<model::Issue> issues;     ///< of what lies between records; offsets in the file
  std::uint64_t end_offset = 0;         ///< a later ingest can begin here when the block is stored
  store::Digest digest{};               ///< of everything before end_offset
  std::uint64_t bytes_read = 0;         ///< from the disk, for progress
  bool last = false;
};

/// Cuts a source into blocks at the boundaries of records.
class BlockReader {
 public:
  /// Finds the format from the head of `source`, unless `forced` names it. Throws base::Error when nothing
  /// can be read.
  BlockReader(Source& source, const decode::Format* forced);

  /// Null when the format is not known; there are no blocks then.
  const decode::Format* format() const { return format_; }

  /// What is known of a source whose format is not known (decode::unsupported_reason); may be empty.
  std::string_view unsupported_reason() const { return unsupported_reason_; }

  /// Passes over what was read at earlier times: begins where the furthest of `readings` ended that was made
  /// of the same content, so that the bytes before it have its digest; gives that reading, or one of nothing.
  /// To be called before next(), with readings of regular files only.
  store::Reading resume(const store::Readings& readings);

  /// All readings of the same content that resume() found.
  const std::vector<store::Reading>& passed_over() const { return passed_over_; }

  /// The file may grow: from now on its end gives no block and keeps what is left, and next() can be called
  /// again later.
  void expect_growth() { growing_ = true; }
  bool growing() const { return growing_; }

  /// Whether it is an SQLite database, which has no blocks either; see DatabaseInput.
  bool holds_database() const { return holds_database_; }
  /// Passes over all that is left. A complete reading of the whole source. Throws base::Error.
  store::Reading pass_over_rest();

  /// Ends a next() that waits for input on another thread.
  void cancel() { source_.cancel(); }

  /// The next block; none after the last. Throws base::Error when reading failed, after all blocks of what
  /// could be read; a record that is cut off there waits for a later ingest.
  std::optional<Block> next();

  /// What is left of a growing file, split as if it ended there. It stays with the reader.
  Block rest() const;
  /// Goes on behind the rest, and tells where that is.
  store::Reading accept_rest();

 private:
  bool fill();
  void rewind();
  void skip(std::uint64_t bytes);
  Block cut(decode::Split&& split);

  Source& source_;
  const decode::Format* format_ = nullptr;
  std::string_view unsupported_reason_;
  bool holds_database_ = false;
  std::unique_ptr<decode::Splitter> splitter_;
  RunningDigest digest_;
  std::string buffer_;               ///< bytes read but not given out
  std::uint64_t buffer_offset_ = 0;  ///< of `buffer_` in the file
  std::vector<store::Reading> passed_over_;
  bool growing_ = false;
  bool source_ended_ = false;
  std::optional<base::Error> failure_;  ///< why it ended, when reading failed
  bool done_ = false;
};

}  // namespace tracewh::ingest
