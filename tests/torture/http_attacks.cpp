#include "torture/http_attacks.hpp"

#include "torture/attack_socket.hpp"
#include "torture/mutator.hpp"

#include <zlib.h>

#include <string>
#include <string_view>
#include <vector>

namespace tracewh::torture {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

std::string request(std::string_view head, std::string_view fields, std::string_view body = {}) {
  return std::string(head) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n" +
         std::string(body);
}

std::string length(std::size_t bytes) { return "Content-Length: " + std::to_string(bytes) + "\r\n"; }

constexpr std::string_view kPost = "POST /v1/traces";
constexpr std::string_view kJson = "Content-Type: application/json\r\n";

int answers_in(std::string_view text) {
  int count = 0;
  for (std::size_t at = 0; (at = text.find("HTTP/1.1 ", at)) != text.npos; ++at) ++count;
  return count;
}

std::string gzip_of_zeros(std::size_t bytes) {
  const std::string zeros(bytes, '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, zeros.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data()));
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

void smuggle(std::uint16_t port, Rounds& rounds) {
  static constexpr std::string_view kAmbiguous[] = {
      "Transfer-Encoding: xchunked\r\n",
      "Transfer-Encoding: chunked, identity\r\n",
      "Transfer-Encoding : chunked\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
      "Content-Length: 5\r\nContent-Length: 50\r\n",
      "Content-Length: +5\r\n",
      "Content-Length: 0x5\r\n",
      "Content-Length: 5\r\n Transfer-Encoding: chunked\r\n"};
  const std::string_view fields = rounds.random().pick(kAmbiguous);
  AttackSocket socket(port);
  socket.send(
      request(kPost, std::string(kJson) + std::string(fields), "0\r\n\r\n" + request("GET /health", "")));
  const std::string answer = socket.read_to_end(seconds(1));
  if (answers_in(answer) > 1) rounds.found(Fault::kWrong, "smuggled by " + std::string(fields) + answer);
}

void send_slowly(std::uint16_t port, Rounds& rounds) {
  const std::string head = request(kPost, std::string(kJson) + length(1000));
  std::vector<AttackSocket> sockets;
  for (std::int64_t count = rounds.random().integer(1, 60); count > 0; --count) sockets.emplace_back(port);
  const auto all = static_cast<std::size_t>(rounds.random().integer(1, std::ssize(head)));
  for (std::size_t i = 0; i < all; ++i) {
    for (AttackSocket& socket : sockets) socket.send(std::string_view(head).substr(i, 1));
  }
  sockets.front().read_to_end(milliseconds(rounds.random().integer(0, 1000)));
}

void occupy_connections(std::uint16_t port, Rounds& rounds) {
  std::vector<AttackSocket> sockets;
  for (std::int64_t count = rounds.random().integer(200, 300); count > 0; --count) sockets.emplace_back(port);
  if (!is_healthy(port)) {
    rounds.found(Fault::kWrong, std::to_string(sockets.size()) + " idle connections shut others out");
  }
}

void send_body_bomb(std::uint16_t port, Rounds& rounds) {
  static constexpr std::string_view kRepeated[] = {"{", "[", "[{},", R"({"resourceSpans":[)", R"({"a":)"};
  const bool is_compressed = rounds.random().chance(0.5);
  std::string body;
  if (is_compressed) {
    static const std::string kBomb = gzip_of_zeros(200 << 20);
    body = kBomb;
  } else {
    const std::string_view repeated = rounds.random().pick(kRepeated);
    for (std::int64_t count = rounds.random().integer(1, 300'000); count > 0; --count) body += repeated;
  }
  const std::string coding = is_compressed ? "Content-Encoding: gzip\r\n" : "";
  AttackSocket socket(port);
  socket.send(request(kPost, std::string(kJson) + coding + length(body.size()), body));
  const std::string answer = socket.read_to_end(seconds(2));
  if (answer.starts_with("HTTP/1.1 2")) rounds.found(Fault::kWrong, "a bomb is taken: " + answer);
}

void send_any_request(std::uint16_t port, Rounds& rounds) {
  static const std::string kRequest =
      request(kPost, std::string(kJson) + "Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n");
  AttackSocket socket(port);
  socket.send(mutate(kRequest,
                     "Content-Length: 99999999999999999999\r\nExpect: 100-continue\r\nffffffffffffffff\r\n",
                     rounds.random()));
  socket.read_to_end(milliseconds(100));
}

void stall_subscribers(std::uint16_t port, Rounds& rounds) {
  std::vector<AttackSocket> sockets;
  for (std::int64_t count = rounds.random().integer(1, 40); count > 0; --count) {
    sockets.emplace_back(port);
    sockets.back().send(request("GET /api/stream", "Last-Event-ID: 0\r\n"));
  }
  AttackSocket(port).read_to_end(milliseconds(rounds.random().integer(0, 2000)));
}

void flood_datagrams(std::uint16_t port, Rounds& rounds) {
  static const std::string kEmit(
      "\x82\x21\x01\x09"
      "emitBatch\x1c\x1c\x18\x07service\x00\x19\x1c\x16",
      31);
  for (std::int64_t count = rounds.random().integer(100, 5000); count > 0; --count) {
    send_datagram(port, mutate(kEmit, kEmit, rounds.random()).substr(0, 60'000));
  }
}

bool is_healthy(std::uint16_t port) {
  AttackSocket socket(port);
  socket.send(request("GET /health", "Connection: close\r\n"));
  return socket.read_to_end(seconds(10)).starts_with("HTTP/1.1 200");
}

}  // namespace tracewh::torture
