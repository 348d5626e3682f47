#pragma once

#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>

namespace tracewh::net {

/// Threads that read the database for those who ask by HTTP, so that no thread which serves sockets ever
/// waits for a disk. Safe on all threads.
class ReaderPool {
 public:
  ReaderPool();
  /// `limit`: jobs that may be at work or wait.
  ReaderPool(std::size_t threads, std::size_t limit);
  /// As stop().
  ~ReaderPool();
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  /// Runs a job once a thread is free. False, and nothing will be done, when there are too many.
  bool run(std::function<void()> job);

  /// Returns when no job is at work or waits. No more may be given.
  void stop();

  /// Whether stop() was called: jobs are to end as soon as they can.
  const std::atomic<bool>& stopping() const { return stopping_; }

 private:
  const std::size_t limit_;
  std::mutex mutex_;  ///< held while jobs are taken
  std::atomic<std::size_t> jobs_{0};
  std::atomic<bool> stopping_{false};
  boost::asio::thread_pool threads_;
};

}  // namespace tracewh::net
