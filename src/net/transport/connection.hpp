#pragma once

#include <boost/asio/awaitable.hpp>

namespace tracewh::net {

/// A client's connection, whatever its protocol.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Serves the client until the connection ends. Runs on the connection's own executor.
  virtual boost::asio::awaitable<void> run() = 0;

  /// Lets the connection end: now when it is idle, else behind the request at hand. Safe on all threads.
  virtual void drain() = 0;

  /// Ends the connection now. Safe on all threads.
  virtual void abort() = 0;

  /// The same without memory, on the connection's own executor.
  virtual void close() = 0;
};

}  // namespace tracewh::net
