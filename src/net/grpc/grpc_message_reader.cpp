#include "net/grpc/grpc_message_reader.hpp"

#include "base/limits.hpp"
#include "net/transport/body_room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace tracewh::net {
namespace {

namespace limits = base::limits;

using Kind = RequestError::Kind;

RequestError too_large(std::size_t length, std::size_t limit) {
  return {Kind::kTooLarge,
          fmt::format("the message has {} bytes, more than the limit of {}; export smaller batches", length,
                      limit)};
}

}  // namespace

std::optional<RequestError> GrpcMessageReader::feed(std::string_view bytes) {
  if (prefix_bytes_ < kPrefixBytes) {
    if (auto failure = read_prefix(bytes)) return failure;
  }
  if (bytes.size() > length_ - message_.size()) {
    return RequestError{Kind::kNotImplemented, "a call takes one message, and there are more bytes"};
  }
  make_room(message_, message_.size() + bytes.size(), length_);
  message_ += bytes;
  return std::nullopt;
}

std::optional<RequestError> GrpcMessageReader::finish() const {
  if (prefix_bytes_ == 0) return RequestError{Kind::kNotImplemented, "the call has no message"};
  if (prefix_bytes_ == kPrefixBytes && message_.size() == length_) return std::nullopt;
  return RequestError{Kind::kDamagedCoding, "the message is cut off"};
}

/// Takes what belongs to the prefix from the front of `bytes`.
std::optional<RequestError> GrpcMessageReader::read_prefix(std::string_view& bytes) {
  const std::size_t count = std::min(bytes.size(), kPrefixBytes - prefix_bytes_);
  std::memcpy(prefix_.data() + prefix_bytes_, bytes.data(), count);
  prefix_bytes_ += count;
  bytes.remove_prefix(count);
  if (prefix_bytes_ < kPrefixBytes) return std::nullopt;

  for (std::size_t i = 1; i < kPrefixBytes; ++i) length_ = length_ << 8 | prefix_[i];
  if (prefix_[0] > 1) return RequestError{Kind::kDamagedCoding, "not a message: its first byte is unknown"};
  if (compressed() && !compression_) {
    return RequestError{Kind::kDamagedCoding, "a compressed message, and no grpc-encoding"};
  }
  const std::size_t limit = compressed() ? limits::kCompressedBodyBytes : limits::kBodyBytes;
  if (length_ > limit) return too_large(length_, limit);
  return std::nullopt;
}

}  // namespace tracewh::net
