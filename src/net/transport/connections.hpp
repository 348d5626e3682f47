#pragma once

#include "net/transport/connection.hpp"
#include "net/transport/metrics.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace tracewh::net {

/// The open connections of all listeners, of which each port has only so many. Safe on all threads.
class Connections {
 public:
  Connections(std::size_t limit, Metrics& metrics) : limit_(limit), metrics_(metrics) {}

  /// When the port has no room, the connection that has been idle longest makes some. False when all are
  /// busy, or no new ones are wanted.
  bool add(std::uint16_t port, const std::shared_ptr<Connection>& connection);
  void remove(const std::shared_ptr<Connection>& connection);
  /// A failure of this program, such as a lack of memory, ended a connection.
  void count_failure() { ++metrics_.failed_connections; }

  /// Takes no more connections, and lets those that are open end until `deadline`. The rest is aborted.
  void drain(std::chrono::steady_clock::time_point deadline);

 private:
  struct Place {
    std::uint16_t port;
    bool leaving = false;  ///< it was told to end, and takes no room any more
  };
  using Open = std::map<std::shared_ptr<Connection>, Place>;

  bool make_room(std::uint16_t port);

  const std::size_t limit_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::condition_variable emptied_;
  Open open_;
  bool draining_ = false;
};

}  // namespace tracewh::net
