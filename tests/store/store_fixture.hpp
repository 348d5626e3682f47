#pragma once

#include "span_maker.hpp"
#include "store/read/reader.hpp"
#include "store/write/ingest_log.hpp"
#include "store/write/span_writer.hpp"
#include "store/write/writer_database.hpp"
#include "support/ask.hpp"
#include "support/temporary_directory.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::store::test {

/// A new database in a directory of its own.
class Store {
 public:
  std::filesystem::path file() const { return directory_ / "test.db"; }

  /// Writes each list of spans as a batch, and commits after each.
  WriteCounts write(const std::vector<std::vector<TestSpan>>& batches) {
    WriterDatabase database(file(), Durability::kProcess, std::chrono::seconds(1));
    SpanWriter writer(database, std::nullopt);
    WriteCounts counts;
    for (const auto& spans : batches) {
      database.begin();
      counts += writer.write(make_batch(spans));
      writer.flush();
      database.commit();
    }
    return counts;
  }

  std::string ask(const std::string& sql) const { return tracewh::test::ask(file(), sql); }

 private:
  tracewh::test::TemporaryDirectory directory_;
};

/// A writer of which a test decides what happens in each transaction. Its traces join `run`, if there is one.
struct StoreWriter {
  explicit StoreWriter(const Store& store, const std::optional<std::string>& run = {})
      : database(store.file(), Durability::kProcess, std::chrono::seconds(1)),
        spans(database, run ? std::optional(IngestLog(database).store_run(*run, "{}")) : std::nullopt) {}

  template <typename Action>
  void commit(Action action) {
    database.begin();
    action();
    spans.flush();
    database.commit();
  }

  WriterDatabase database;
  SpanWriter spans;
};

}  // namespace tracewh::store::test
