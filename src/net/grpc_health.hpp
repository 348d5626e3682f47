#pragma once

#include "net/grpc_response.hpp"

#include <string_view>

namespace tracewh::net {

/// Answers a HealthCheckRequest of grpc.health.v1: the server and its services are serving.
GrpcReply check_health(std::string_view message);

}  // namespace tracewh::net
