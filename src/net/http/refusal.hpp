#pragma once

#include "net/http/message.hpp"

#include <string>
#include <string_view>

namespace tracewh::net {

/// Why a request is refused.
struct Problem {
  unsigned status = 500;  ///< of HTTP
  std::string message;
};

/// A ByteBudget for bodies is used up.
Problem too_many_bodies();

/// The answer that tells of a problem in the encoding of the request, as OTLP/HTTP asks: google.rpc.Status in
/// protobuf or JSON, and plain text for every other media type. A status after which senders may try again
/// comes with Retry-After.
Response refusal(std::string_view media_type, const Problem& problem);

/// What HTTP calls a status, such as "Not Found".
std::string_view reason_phrase(unsigned status);

}  // namespace tracewh::net
