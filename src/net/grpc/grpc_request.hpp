#pragma once

#include "net/grpc/http2_response.hpp"

#include <chrono>
#include <optional>
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

/// Reads the header fields of a call, or gives the response that refuses it. An empty `token` lets everybody
/// in; otherwise all methods but the check of health ask for it as `authorization: Bearer`.
std::variant<GrpcRequest, Http2Response> read_grpc_request(const Headers& fields, std::string_view token);

/// Reads the field grpc-timeout, such as `100m`: at most eight digits and one of the units H M S m u n.
std::optional<std::chrono::nanoseconds> parse_grpc_timeout(std::string_view text);

}  // namespace tracewh::net
