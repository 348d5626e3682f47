#include "net/transport/connections.hpp"

#include <fmt/format.h>

namespace tracewh::net {

bool Connections::add(std::uint16_t port, const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  if (draining_ || !make_room(port)) {
    ++metrics_.refused_connections;
    return false;
  }
  open_.emplace(connection, Place{port});
  metrics_.open_connections = open_.size();
  return true;
}

bool Connections::make_room(std::uint16_t port) {
  std::size_t staying = 0;
  auto idlest = open_.end();
  for (auto at = open_.begin(); at != open_.end(); ++at) {
    if (at->second.port != port || at->second.leaving) continue;
    ++staying;
    if (!at->first->is_idle()) continue;
    if (idlest == open_.end() || at->first->idle_since() < idlest->first->idle_since()) idlest = at;
  }
  if (staying < limit_) return true;
  metrics_.request_errors.note(
      fmt::format("connection to port {}", port),
      fmt::format("{} are open; an idle one is closed for a new one where there is one", staying));
  if (idlest == open_.end()) return false;
  idlest->second.leaving = true;
  idlest->first->drain();
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
  for (const auto& [connection, place] : open_) connection->drain();
  if (emptied_.wait_until(lock, deadline, [&] { return open_.empty(); })) return;
  for (const auto& [connection, place] : open_) connection->abort();
  emptied_.wait(lock, [&] { return open_.empty(); });
}

}  // namespace tracewh::net
