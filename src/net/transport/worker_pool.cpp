#include "net/transport/worker_pool.hpp"

#include <utility>

namespace tracewh::net {

WorkerPool::WorkerPool(std::size_t threads) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

void WorkerPool::run(const void* sender, std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  waiting_[sender].push_back(std::move(job));
  given_.notify_one();
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (auto job = take(lock)) {
    lock.unlock();
    job();
    // What it holds is given back before the next one begins.
    job = nullptr;
    lock.lock();
  }
}

/// Waits for a job; none when there will be no more.
std::function<void()> WorkerPool::take(std::unique_lock<std::mutex>& lock) {
  given_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  if (stopping_) return {};
  auto turn = waiting_.upper_bound(last_);
  if (turn == waiting_.end()) turn = waiting_.begin();
  last_ = turn->first;
  std::function<void()> job = std::move(turn->second.front());
  turn->second.pop_front();
  if (turn->second.empty()) waiting_.erase(turn);
  return job;
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    given_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  waiting_.clear();
}

}  // namespace tracewh::net
