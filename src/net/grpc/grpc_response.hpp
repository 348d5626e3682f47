#pragma once

#include "net/grpc/http2_session.hpp"
#include "net/http/request_error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// The outcome of a call: a message, or why there is none.
struct GrpcReply {
  std::string message;
  std::optional<RequestError> error;
};

/// The status of a call that ended so.
GrpcCode grpc_code(const GrpcReply& reply);

/// The response that carries a reply; without a message it is trailers only.
Http2Response as_response(const GrpcReply& reply);

/// What the field grpc-message holds: printable ASCII, the rest of the UTF-8 bytes percent-encoded.
std::string percent_encoded(std::string_view message);

/// What the field grpc-status-details-bin holds: google.rpc.Status with a RetryInfo in Base64. Empty when the
/// same call would fail again.
std::string status_details(const RequestError& error);

}  // namespace tracewh::net
