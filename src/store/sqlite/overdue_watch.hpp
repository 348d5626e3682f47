#pragma once

#include "store/sqlite/statement_deadline.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace tracewh::store {

/// Watches the calls into SQLite of a connection that has a deadline. SQLite looks at the clock between the
/// instructions of its virtual machine, and one of them can take for ever: to find a long text in another,
/// say. Nothing but the end of the process stops that.
class OverdueWatch {
 public:
  /// Told the time that was allowed, on a thread of the watch; must not return.
  using EndProcess = std::function<void(std::chrono::milliseconds allowed)>;

  /// Ends the process when a call goes on for a second beyond its deadline, from now on; the first
  /// one to ask for that says how. Without this, nothing is watched: a process that serves others must not
  /// end by one question.
  static void enable(EndProcess end_process);

  /// `deadline` must outlive this.
  OverdueWatch(std::chrono::milliseconds allowed, const StatementDeadline& deadline);
  ~OverdueWatch();
  OverdueWatch(const OverdueWatch&) = delete;
  OverdueWatch& operator=(const OverdueWatch&) = delete;

  /// While it lives, a call is under way.
  class Call {
   public:
    explicit Call(OverdueWatch& watch) : watch_(watch) { watch_.count(); }
    ~Call() { watch_.count(); }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

   private:
    OverdueWatch& watch_;
  };

 private:
  /// One thread alone counts, so that no lock is needed.
  void count() {
    begun_and_ended_.store(begun_and_ended_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  void run();

  const std::chrono::milliseconds allowed_;
  const StatementDeadline& deadline_;
  std::atomic<std::uint64_t> begun_and_ended_ = 0;  ///< calls; odd while one is under way
  std::mutex mutex_;
  std::condition_variable ended_changed_;
  bool ended_ = false;
  std::thread thread_;  ///< none while watches are not enabled
};

}  // namespace tracewh::store
