#include "net/grpc/grpc_message_reader.hpp"

#include "base/limits.hpp"
#include "net/transport/body_room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace tracewh::net {
namespace {

namespace limits = base::limits;

GrpcStatus too_large(std::size_t length, std::size_t limit) {
  return {GrpcCode::kResourceExhausted,
          fmt::format("the message has {} bytes, more than the limit of {}; export smaller batches", length,
                      limit),
          {}};
}

}  // namespace

std::optional<GrpcStatus> GrpcMessageReader::feed(std::string_view bytes) {
  if (prefix_bytes_ < kPrefixBytes) {
    if (auto failure = read_prefix(bytes)) return failure;
  }
  if (bytes.size() > length_ - message_.size()) {
    return GrpcStatus{GrpcCode::kUnimplemented, "a call takes one message, and there are more bytes", {}};
  }
  make_room(message_, message_.size() + bytes.size(), length_);
  message_ += bytes;
  return std::nullopt;
}

std::optional<GrpcStatus> GrpcMessageReader::finish() const {
  if (prefix_bytes_ == 0) return GrpcStatus{GrpcCode::kUnimplemented, "the call has no message", {}};
  if (prefix_bytes_ == kPrefixBytes && message_.size() == length_) return std::nullopt;
  return GrpcStatus{GrpcCode::kInternal, "the message is cut off", {}};
}

/// Takes what belongs to the prefix from the front of `bytes`.
std::optional<GrpcStatus> GrpcMessageReader::read_prefix(std::string_view& bytes) {
  const std::size_t count = std::min(bytes.size(), kPrefixBytes - prefix_bytes_);
  std::memcpy(prefix_.data() + prefix_bytes_, bytes.data(), count);
  prefix_bytes_ += count;
  bytes.remove_prefix(count);
  if (prefix_bytes_ < kPrefixBytes) return std::nullopt;

  for (std::size_t i = 1; i < kPrefixBytes; ++i) length_ = length_ << 8 | prefix_[i];
  if (prefix_[0] > 1) return GrpcStatus{GrpcCode::kInternal, "not a message: its first byte is unknown", {}};
  if (compressed() && !compression_) {
    return GrpcStatus{GrpcCode::kInternal, "a compressed message, and no grpc-encoding", {}};
  }
  const std::size_t limit = compressed() ? limits::kCompressedBodyBytes : limits::kBodyBytes;
  if (length_ > limit) return too_large(length_, limit);
  return std::nullopt;
}

}  // namespace tracewh::net
