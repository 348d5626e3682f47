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
#include <regex>
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

  /// The answer, times in it as nanoseconds since kEpoch.
  std::string ask(const std::string& sql) const {
    static const std::regex kTime("\\b1[78]\\d{17}\\b");
    const std::string answer = tracewh::test::ask(file(), sql);
    std::string told;
    std::size_t end = 0;
    for (std::sregex_iterator time(answer.begin(), answer.end(), kTime); time != std::sregex_iterator();
         ++time) {
      told += answer.substr(end, static_cast<std::size_t>(time->position()) - end);
      told += std::to_string(std::stoll(time->str()) - kEpoch);
      end = static_cast<std::size_t>(time->position() + time->length());
    }
    return told + answer.substr(end);
  }

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
