#include "store/sqlite/overdue_watch.hpp"

#include <utility>

namespace tracewh::store {
namespace {

using Clock = StatementDeadline::Clock;

constexpr std::chrono::seconds kGrace{1};

OverdueWatch::EndProcess& process_ender() {
  static OverdueWatch::EndProcess end_process;
  return end_process;
}

}  // namespace

void OverdueWatch::enable(EndProcess end_process) {
  // Watches read it without a lock.
  if (!process_ender()) process_ender() = std::move(end_process);
}

OverdueWatch::OverdueWatch(std::chrono::milliseconds allowed, const StatementDeadline& deadline)
    : allowed_(allowed), deadline_(deadline) {
  if (process_ender()) thread_ = std::thread([this] { run(); });
}

OverdueWatch::~OverdueWatch() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  ended_changed_.notify_one();
  thread_.join();
}

void OverdueWatch::run() {
  // The same call twice, since a process that was stopped for a while is overdue when it goes on.
  std::uint64_t seen = 0;
  std::unique_lock lock(mutex_);
  while (!ended_) {
    const Clock::time_point end = deadline_.end();
    if (Clock::now() < end) {
      seen = 0;
      ended_changed_.wait_until(lock, end);
      continue;
    }
    const std::uint64_t now = begun_and_ended_.load(std::memory_order_relaxed);
    if (now % 2 == 1 && now == seen) process_ender()(allowed_);
    seen = now;
    ended_changed_.wait_for(lock, kGrace);
  }
}

}  // namespace tracewh::store
