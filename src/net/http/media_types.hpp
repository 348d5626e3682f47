#pragma once

#include <string_view>

/// The media types that are read and written.
namespace tracewh::net {

inline constexpr std::string_view kProtobuf = "application/x-protobuf";
inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kThrift = "application/x-thrift";
inline constexpr std::string_view kThriftBinary = "application/vnd.apache.thrift.binary";
inline constexpr std::string_view kEventStream = "text/event-stream";
inline constexpr std::string_view kPlainText = "text/plain; charset=utf-8";

}  // namespace tracewh::net
