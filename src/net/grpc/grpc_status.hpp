#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// gRPC's status codes, as far as this server answers with them.
enum class GrpcCode {
  kOk = 0,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kResourceExhausted = 8,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kUnauthenticated = 16,
};

/// How a call ended.
struct GrpcStatus {
  GrpcCode code = GrpcCode::kOk;
  std::string message;
  std::optional<std::chrono::seconds> retry_after;  ///< for the client: the same call may do better then
};

/// A status that makes exporters keep their spans and try again.
GrpcStatus try_again(std::string message);

/// What the field grpc-message holds: printable ASCII, the rest of the UTF-8 bytes percent-encoded.
std::string percent_encoded(std::string_view message);

/// What the field grpc-status-details-bin holds: google.rpc.Status with a RetryInfo in Base64. Empty when the
/// status tells of no retry.
std::string status_details(const GrpcStatus& status);

}  // namespace tracewh::net
