#pragma once

#include "net/http/message.hpp"
#include "net/http/request_error.hpp"

#include <string_view>

namespace tracewh::net {

/// The answer that tells of an error in the encoding of the request, as OTLP/HTTP asks: google.rpc.Status in
/// protobuf or JSON, and plain text for every other media type; with the fields that HTTP asks for with such
/// a status.
Response error_response(std::string_view media_type, const RequestError& error);

}  // namespace tracewh::net
