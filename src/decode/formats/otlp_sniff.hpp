#pragma once

#include <string_view>

/// Whether a stream that begins with `head` holds OTLP traces in one of its forms. Pure.
namespace tracewh::decode {

bool is_otlp_json(std::string_view head);
bool is_length_prefixed(std::string_view head);
bool is_grpc(std::string_view head);
bool is_otlp_protobuf(std::string_view head);

}  // namespace tracewh::decode
