#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::torture {

/// A connection to a port of this machine that minds no refusal: what cannot be sent is not sent.
class AttackSocket {
 public:
  explicit AttackSocket(std::uint16_t port);
  ~AttackSocket();
  AttackSocket(AttackSocket&& other) noexcept;
  AttackSocket& operator=(AttackSocket&&) = delete;

  /// False when the server has closed the connection, or does not take more for two seconds.
  bool send(std::string_view bytes);

  /// Gives back what has arrived, without waiting.
  std::string take();

  /// All that arrives until the server closes the connection, at most for that long.
  std::string read_to_end(std::chrono::milliseconds longest);

 private:
  bool wait(short events, std::chrono::milliseconds longest) const;

  int descriptor_;
};

/// Sends a datagram to a port of this machine.
void send_datagram(std::uint16_t port, std::string_view bytes);

}  // namespace tracewh::torture
