#pragma once

#include "model/batch.hpp"
#include "store/read/reader.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::ingest {

/// What the account of an ingest calls databases of tracewh.
inline constexpr std::string_view kDatabaseFormat = "tracewh";

/// Whether a file that begins with `head`, once it is decompressed, is an SQLite database.
bool is_database(std::string_view head);

/// Another database of tracewh, plain or compacted, as an input. It is no stream of bytes that could be split
/// and decoded: its spans are read as they are stored.
class DatabaseInput {
 public:
  struct Run {
    std::string name;
    std::string labels;  ///< a JSON object
  };

  /// Throws base::Error when `file` is no database of tracewh, one of another version, or a summary without
  /// spans; so do the others when it cannot be read.
  explicit DatabaseInput(const std::filesystem::path& file);

  /// In the order in which they were named.
  std::vector<Run> runs();

  /// Calls `write` with all spans, batch by batch, and with the names of the runs that brought the traces of
  /// the batch.
  void each_batch(const std::function<void(model::Batch&, const std::vector<std::string>& runs)>& write);

  /// Calls `keep` with everything that was wrong with what the database was made from; the messages name the
  /// files.
  void each_issue(const std::function<void(const model::Issue&)>& keep);

 private:
  store::Reader reader_;
};

}  // namespace tracewh::ingest
