#pragma once

#include "net/http/message.hpp"
#include "net/http/request_error.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tracewh::net {

enum class GrpcMethod { kExportTraces, kCheckHealth };

/// What the header fields of a call tell.
struct GrpcRequest {
  GrpcMethod method = GrpcMethod::kExportTraces;
  std::string coding;  ///< in which its message may be compressed, of those of HTTP; empty: none
  std::optional<std::chrono::nanoseconds> timeout;
};

/// What HTTP has against a request that is none of gRPC, if it is none.
std::optional<RequestError::Kind> why_not_grpc(const Headers& fields);

/// Reads the header fields of a call, or tells why it is refused. An empty `token` lets everybody in;
/// otherwise all methods but the check of health ask for it as `authorization: Bearer`.
std::variant<GrpcRequest, RequestError> read_grpc_request(const Headers& fields, std::string_view token);

/// Reads the field grpc-timeout, such as `100m`: at most eight digits and one of the units H M S m u n.
std::optional<std::chrono::nanoseconds> parse_grpc_timeout(std::string_view text);

}  // namespace tracewh::net
