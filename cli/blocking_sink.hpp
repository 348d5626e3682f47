#pragma once

#include "ingest/sink.hpp"
#include "store/span_writer.hpp"
#include "store/writer_database.hpp"

#include <mutex>

namespace tracewh::cli {

/// Commits each batch on its own, while its sender's thread waits.
class BlockingSink final : public ingest::Sink {
 public:
  explicit BlockingSink(store::WriterDatabase& database) : database_(database), writer_(database, {}) {}

  ingest::Acceptance submit(model::Batch batch, std::size_t bytes,
                            std::function<void(const ingest::Commit&)> done) override;

 private:
  ingest::Commit store(const model::Batch& batch);

  std::mutex mutex_;
  store::WriterDatabase& database_;
  store::SpanWriter writer_;
  std::string failure_;  ///< of the database, after which nothing more is stored
};

}  // namespace tracewh::cli
