#pragma once

#include "net/http/request_error.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// Takes the one message out of the body of a unary call: a byte that tells whether it is compressed, its
/// length in four bytes, most significant first, and its bytes. The body may be cut anywhere.
class GrpcMessageReader {
 public:
  /// `compression` is whether the call named a way in which its message may be compressed.
  explicit GrpcMessageReader(bool compression) : compression_(compression) {}

  /// Takes the next bytes of the body. An error when the call failed: nothing more may be given then.
  std::optional<RequestError> feed(std::string_view bytes);

  /// The body is complete. An error when it is not one whole message.
  std::optional<RequestError> finish() const;

  bool compressed() const { return prefix_[0] != 0; }
  /// The bytes of memory that the message takes so far.
  std::size_t capacity() const { return message_.capacity(); }
  /// The message, once `finish` found it whole; still compressed.
  std::string take_message() { return std::move(message_); }

 private:
  std::optional<RequestError> read_prefix(std::string_view& bytes);

  static constexpr std::size_t kPrefixBytes = 5;

  bool compression_;
  std::array<std::uint8_t, kPrefixBytes> prefix_{};
  std::size_t prefix_bytes_ = 0;
  std::size_t length_ = 0;
  std::string message_;
};

}  // namespace tracewh::net
