#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace tracewh::net {

/// Does the job of a sender, at once or on another thread. `sender` only tells senders apart.
using RunJob = std::function<void(const void* sender, std::function<void()> job)>;

/// Threads for work that would keep those that serve sockets from doing so. The senders take turns, so that
/// one who sends much delays the others by one job at most. Safe on all threads.
class WorkerPool {
 public:
  explicit WorkerPool(std::size_t threads);
  /// As stop().
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Does `job`, which does not throw, behind what this sender gave before.
  void run(const void* sender, std::function<void()> job);

  /// Ends the threads behind the jobs at hand; those that wait are dropped.
  void stop();

 private:
  void work();
  std::function<void()> take(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable given_;
  std::map<const void*, std::deque<std::function<void()>>, std::less<>> waiting_;  ///< by sender
  const void* last_ = nullptr;                                                     ///< whose turn it was
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tracewh::net
