#include "cli/blocking_sink.hpp"

#include "base/error.hpp"

namespace tracewh::cli {

ingest::Acceptance BlockingSink::submit(model::Batch batch, std::size_t /*bytes*/,
                                        std::function<void(const ingest::Commit&)> done) {
  done(store(batch));
  return ingest::Acceptance::kAccepted;
}

ingest::Commit BlockingSink::store(const model::Batch& batch) {
  const std::lock_guard lock(mutex_);
  if (!failure_.empty()) return {false, failure_};
  try {
    database_.begin();
    writer_.write(batch);
    writer_.flush();
    database_.commit();
    return {true, {}};
  } catch (const base::Error& error) {
    failure_ = error.what();
    return {false, failure_};
  }
}

}  // namespace tracewh::cli
