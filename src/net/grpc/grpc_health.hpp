#pragma once

#include "net/grpc/grpc_response.hpp"

#include <string_view>

namespace tracewh::net {

/// Answers a HealthCheckRequest of grpc.health.v1 about the server or its services.
GrpcReply check_health(std::string_view message, bool is_serving);

}  // namespace tracewh::net
