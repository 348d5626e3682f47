#include "net/grpc/grpc_message_reader.hpp"

#include "base/limits.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::net {
namespace {

using namespace std::string_literals;

// Five bytes of payload after their prefix.
const std::string kBody = "\0\0\0\0\5spans"s;

/// How a call with this body ends; the message itself when it is whole.
std::string read(std::string_view body, std::size_t piece, bool compression = false) {
  GrpcMessageReader reader(compression);
  for (; !body.empty(); body.remove_prefix(std::min(piece, body.size()))) {
    if (const auto failure = reader.feed(std::string(body.substr(0, piece)))) return failure->message;
  }
  if (const auto failure = reader.finish()) return failure->message;
  return (reader.compressed() ? "compressed " : "") + reader.take_message();
}

TEST_CASE("a message is the same wherever its body was cut") {
  for (std::size_t piece = 1; piece <= kBody.size(); ++piece) {
    INFO("pieces of " << piece);
    CHECK(read(kBody, piece) == "spans");
    CHECK(read("\1\0\0\0\2gz"s, piece, true) == "compressed gz");
    CHECK(read("\0\0\0\0\0"s, piece).empty());
  }
}

TEST_CASE("a body that ends early is told from one without a message") {
  CHECK(read("", 1) == "the call has no message");
  for (std::size_t size = 1; size < kBody.size(); ++size) {
    CHECK(read(kBody.substr(0, size), 4) == "the message is cut off");
  }
}

TEST_CASE("a call takes one message only") {
  for (std::size_t piece = 1; piece <= 2 * kBody.size(); ++piece) {
    CHECK(read(kBody + kBody, piece) == "a call takes one message, and there are more bytes");
  }
}

TEST_CASE("a compressed message needs a call that said how") {
  CHECK(read("\1\0\0\0\2gz"s, 3) == "a compressed message, and no grpc-encoding");
  CHECK(read("\2\0\0\0\2gz"s, 3, true) == "not a message: its first byte is unknown");
}

TEST_CASE("a message over the limit is refused before it arrives") {
  GrpcMessageReader at_limit(true);
  CHECK_FALSE(at_limit.feed("\0\4\0\0\0"s));  // 64 MiB
  CHECK(at_limit.capacity() < 1024);
  GrpcMessageReader plain(true);
  CHECK(plain.feed("\0\4\0\0\1"s)->kind == RequestError::Kind::kTooLarge);
  GrpcMessageReader compressed(true);
  CHECK(compressed.feed("\1\1\0\0\1"s)->kind == RequestError::Kind::kTooLarge);  // 16 MiB and one byte
  GrpcMessageReader largest(true);
  CHECK(largest.feed("\0\xFF\xFF\xFF\xFF"s)->kind == RequestError::Kind::kTooLarge);
}

TEST_CASE("memory grows with what arrives, and never beyond what was announced") {
  constexpr std::size_t kAnnounced = std::size_t{9} << 16;  // no power of two
  GrpcMessageReader reader(false);
  CHECK_FALSE(reader.feed("\0\0\x09\0\0"s));
  const std::string piece(std::size_t{64} << 10, 'x');
  for (std::size_t size = piece.size(); size <= kAnnounced; size += piece.size()) {
    CHECK_FALSE(reader.feed(piece));
    CHECK(reader.capacity() >= size);
    CHECK(reader.capacity() <= std::min(2 * size, kAnnounced));
  }
  CHECK_FALSE(reader.finish());
}

}  // namespace
}  // namespace tracewh::net
