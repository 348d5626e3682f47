#include "torture/attack_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace tracewh::torture {
namespace {

sockaddr_in local(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int connected(int type, std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  const sockaddr_in address = local(port);
  // What is not connected fails to send, too.
  (void)::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  return descriptor;
}

}  // namespace

AttackSocket::AttackSocket(std::uint16_t port) : descriptor_(connected(SOCK_STREAM, port)) {}

AttackSocket::~AttackSocket() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

AttackSocket::AttackSocket(AttackSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

bool AttackSocket::wait(short events, std::chrono::milliseconds longest) const {
  pollfd waited{descriptor_, events, 0};
  return ::poll(&waited, 1, static_cast<int>(longest.count())) == 1;
}

bool AttackSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!wait(POLLOUT, std::chrono::seconds(2))) return false;
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string AttackSocket::take() { return read_to_end(std::chrono::milliseconds(0)); }

std::string AttackSocket::read_to_end(std::chrono::milliseconds longest) {
  const auto end = std::chrono::steady_clock::now() + longest;
  std::string all;
  char buffer[16384];
  for (auto left = longest; wait(POLLIN, left);) {
    const ssize_t got = ::recv(descriptor_, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got <= 0) break;
    all.append(buffer, static_cast<std::size_t>(got));
    left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() < 0) left = std::chrono::milliseconds(0);
  }
  return all;
}

void send_datagram(std::uint16_t port, std::string_view bytes) {
  const int descriptor = connected(SOCK_DGRAM, port);
  (void)!::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::close(descriptor);
}

}  // namespace tracewh::torture
