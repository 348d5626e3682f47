#include "net/transport/connections.hpp"

namespace tracewh::net {

bool Connections::add(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  if (draining_ || open_.size() >= limit_) {
    ++metrics_.refused_connections;
    return false;
  }
  open_.insert(connection);
  metrics_.open_connections = open_.size();
  return true;
}

void Connections::remove(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  open_.erase(connection);
  metrics_.open_connections = open_.size();
  if (open_.empty()) emptied_.notify_all();
}

void Connections::drain(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  draining_ = true;
  for (const auto& connection : open_) connection->drain();
  if (emptied_.wait_until(lock, deadline, [&] { return open_.empty(); })) return;
  for (const auto& connection : open_) connection->abort();
  emptied_.wait(lock, [&] { return open_.empty(); });
}

}  // namespace tracewh::net
