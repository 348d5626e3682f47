#pragma once

#include "ingest/sink.hpp"
#include "model/batch.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::ingest {

/// A batch that waits to be stored, and who is to be told.
struct Submission {
  std::string receiver;
  model::Batch batch;
  std::size_t bytes = 0;  ///< as which it came
  std::function<void(const Commit&)> done;
};

/// What waits to be stored, bounded by number and bytes. Many threads offer, one takes.
class SubmissionQueue {
 public:
  using Clock = std::chrono::steady_clock;
  struct Limits {
    std::size_t batches = 0;
    std::size_t bytes = 0;
  };
  struct Length {
    std::size_t batches = 0;
    std::size_t bytes = 0;
  };

  explicit SubmissionQueue(const Limits& limits) : limits_(limits) {}

  /// Takes a batch if there is room. A batch larger than all room is taken when nothing else waits.
  Acceptance offer(Submission submission);

  /// What waits and is to be stored together, in order. Waits until `give_up` when there is nothing, and a
  /// moment for company when something comes. Empty at `give_up`; none once closed and empty.
  std::optional<std::vector<Submission>> take(Clock::time_point give_up);

  /// Accepts no more.
  void close();

  Length length() const;

 private:
  bool is_group_full() const;
  std::vector<Submission> take_group();

  const Limits limits_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Submission> waiting_;
  std::size_t bytes_ = 0;
  std::size_t spans_ = 0;
  bool closed_ = false;
};

}  // namespace tracewh::ingest
