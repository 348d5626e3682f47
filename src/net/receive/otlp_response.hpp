#pragma once

#include "net/http/message.hpp"
#include "net/receive/receiver.hpp"

#include <string_view>

namespace tracewh::net {

/// ExportTraceServiceResponse for spans that were stored, in protobuf or JSON as `media_type` says; with
/// partial_success when spans were rejected.
Response otlp_success(std::string_view media_type, const Receipt& receipt);

/// The same as a protobuf message.
std::string otlp_success_message(const Receipt& receipt);

}  // namespace tracewh::net
