#include "store/sqlite/overdue_watch.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::store {
namespace {

using Clock = StatementDeadline::Clock;

constexpr std::chrono::seconds kGrace{1};

// Between two looks: after a pause in which the reader of an answer took its time, say.
constexpr std::chrono::milliseconds kPause{200};

OverdueWatch::EndProcess& process_ender() {
  static OverdueWatch::EndProcess end_process;
  return end_process;
}

}  // namespace

void OverdueWatch::enable(EndProcess end_process) { process_ender() = std::move(end_process); }

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
  std::unique_lock lock(mutex_);
  while (!ended_) {
    const Clock::time_point overdue = deadline_.end() + kGrace;
    if (in_call_ && Clock::now() >= overdue) process_ender()(allowed_);
    ended_changed_.wait_until(lock, std::max(overdue, Clock::now() + kPause));
  }
}

}  // namespace tracewh::store
