#pragma once

#include "net/transport/connection.hpp"
#include "net/transport/metrics.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>

namespace tracewh::net {

/// The open connections of all listeners, of which there are only so many. Safe on all threads.
class Connections {
 public:
  Connections(std::size_t limit, Metrics& metrics) : limit_(limit), metrics_(metrics) {}

  /// False when there are too many, or no new ones are wanted.
  bool add(const std::shared_ptr<Connection>& connection);
  void remove(const std::shared_ptr<Connection>& connection);
  /// A failure of this program, such as a lack of memory, ended a connection.
  void count_failure() { ++metrics_.failed_connections; }

  /// Takes no more connections, and lets those that are open end until `deadline`. The rest is aborted.
  void drain(std::chrono::steady_clock::time_point deadline);

 private:
  const std::size_t limit_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::condition_variable emptied_;
  std::set<std::shared_ptr<Connection>> open_;
  bool draining_ = false;
};

}  // namespace tracewh::net
