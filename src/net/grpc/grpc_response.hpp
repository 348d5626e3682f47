#pragma once

#include "net/grpc/grpc_status.hpp"
#include "net/grpc/http2_response.hpp"

#include <functional>
#include <string>

namespace tracewh::net {

/// The outcome of a call: a message when the status is OK.
struct GrpcReply {
  GrpcStatus status;
  std::string message;
};

using GrpcAnswer = std::function<void(const GrpcReply&)>;

/// The response that carries a reply; without a message it is trailers only.
Http2Response as_response(const GrpcReply& reply);

}  // namespace tracewh::net
