#pragma once

#include "ingest/sink.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::net::test {

/// A sink that keeps what it gets in memory and ends batches when the test says so.
class FakeSink final : public ingest::Sink {
 public:
  enum class Manner { kStore, kHold, kFail, kBusy, kClosed };

  explicit FakeSink(Manner manner = Manner::kStore) : manner_(manner) {}

  ingest::Acceptance submit(std::string_view /*receiver*/, model::Batch batch, std::size_t /*bytes*/,
                            std::function<void(const ingest::Commit&)> done) override {
    Manner manner;
    {
      const std::lock_guard lock(mutex_);
      manner = manner_;
      if (manner_ == Manner::kBusy) return ingest::Acceptance::kBusy;
      if (manner_ == Manner::kClosed) return ingest::Acceptance::kClosed;
      for (const model::SpanRecord& span : batch.spans) names_.emplace_back(batch.strings[span.name]);
      if (manner_ == Manner::kHold) held_.push_back(done);
      changed_.notify_all();
    }
    if (manner == Manner::kStore) done({true, {}});
    if (manner == Manner::kFail) done({false, "the disk is full"});
    return ingest::Acceptance::kAccepted;
  }

  /// Does this with the batches that come from now on.
  void become(Manner manner) {
    const std::lock_guard lock(mutex_);
    manner_ = manner;
  }

  /// Waits until so many spans have come, and gives their names.
  std::vector<std::string> wait_for_spans(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return names_.size() >= count; });
    return names_;
  }

  std::size_t span_count() {
    const std::lock_guard lock(mutex_);
    return names_.size();
  }

  std::size_t held_count() {
    const std::lock_guard lock(mutex_);
    return held_.size();
  }

  /// Tells the senders of all held batches that they are stored.
  void store_held() {
    std::vector<std::function<void(const ingest::Commit&)>> held;
    {
      const std::lock_guard lock(mutex_);
      held.swap(held_);
    }
    for (const auto& done : held) done({true, {}});
  }

 private:
  Manner manner_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> names_;
  std::vector<std::function<void(const ingest::Commit&)>> held_;
};

}  // namespace tracewh::net::test
