#pragma once

#include "ingest/ingester.hpp"
#include "support/temporary_directory.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tracewh::property {

/// A database in a directory of its own, fed through the whole pipeline.
class IngestedDatabase {
 public:
  /// Ingests each text as a file of its own, in this order: file0, file1 and so on beside the database. Their
  /// traces join `run`, if there is one. All must hold spans but those at the positions `without_spans`, of
  /// which nothing can be kept.
  void ingest(const std::vector<std::string>& files, const std::optional<std::string>& run = {},
              const std::set<std::size_t>& without_spans = {});

  /// Ingests one text that may be of no known format; false when it was not taken.
  bool ingest_if_known(const std::string& bytes);

  /// Writes `bytes` to the file of that name beside the database, over what it held, and ingests it, whatever
  /// comes of that.
  void ingest_as(const std::string& name, const std::string& bytes);

  /// Where the database lies.
  std::filesystem::path file() const { return directory_ / "test.db"; }

  /// The rows that `sql` gives, values separated by `|`, rows by newlines.
  std::string ask(const std::string& sql) const;

  /// Everything that the views tell of spans and traces.
  std::string content() const;

 private:
  /// A file and what it holds.
  struct File {
    std::string name;
    std::string bytes;
  };

  std::vector<ingest::FileResult> ingest_files(const std::vector<File>& files,
                                               const std::optional<std::string>& run = {});

  test::TemporaryDirectory directory_;
  int files_ = 0;
};

}  // namespace tracewh::property
