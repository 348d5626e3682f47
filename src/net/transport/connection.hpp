#pragma once

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <chrono>

namespace tracewh::net {

/// A client's connection, whatever its protocol.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;

  virtual ~Connection() = default;

  /// Serves the client until the connection ends. Runs on the connection's own executor.
  virtual boost::asio::awaitable<void> run() = 0;

  /// Lets the connection end: now when it is idle, else behind the request at hand. Safe on all threads.
  virtual void drain() = 0;

  /// Ends the connection now. Safe on all threads.
  virtual void abort() = 0;

  /// The same without memory, on the connection's own executor.
  virtual void close() = 0;

  /// Since when the client asks for nothing; the latest time of all while it does. Safe on all threads.
  Clock::time_point idle_since() const { return idle_since_; }
  bool is_idle() const { return idle_since() != Clock::time_point::max(); }

 protected:
  void set_idle(bool idle) { idle_since_ = idle ? Clock::now() : Clock::time_point::max(); }

 private:
  std::atomic<Clock::time_point> idle_since_{Clock::now()};
};

}  // namespace tracewh::net
