#pragma once

#include "store/sqlite/statement_deadline.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
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

  /// Ends the process when a call goes on for a second beyond its deadline, from now on. Without this,
  /// nothing is watched: a process that serves others must not end by one question.
  static void enable(EndProcess end_process);

  /// `deadline` must outlive this.
  OverdueWatch(std::chrono::milliseconds allowed, const StatementDeadline& deadline);
  ~OverdueWatch();
  OverdueWatch(const OverdueWatch&) = delete;
  OverdueWatch& operator=(const OverdueWatch&) = delete;

  /// While it lives, a call is under way.
  class Call {
   public:
    explicit Call(OverdueWatch& watch) : watch_(watch) { watch_.in_call_ = true; }
    ~Call() { watch_.in_call_ = false; }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

   private:
    OverdueWatch& watch_;
  };

 private:
  void run();

  const std::chrono::milliseconds allowed_;
  const StatementDeadline& deadline_;
  std::atomic<bool> in_call_ = false;
  std::mutex mutex_;
  std::condition_variable ended_changed_;
  bool ended_ = false;
  std::thread thread_;  ///< none while watches are not enabled
};

}  // namespace tracewh::store
