#include "net/grpc/grpc_status.hpp"

#include "base/base64.hpp"

#include <protozero/pbf_writer.hpp>

#include <utility>

namespace tracewh::net {
namespace {

constexpr std::chrono::seconds kRetryDelay{1};

// google.rpc.RetryInfo with a google.protobuf.Duration.
std::string retry_info(std::chrono::seconds delay) {
  std::string bytes;
  protozero::pbf_writer retry_info(bytes);
  protozero::pbf_writer duration(retry_info, 1);
  duration.add_int64(1, delay.count());
  return bytes;
}

}  // namespace

GrpcStatus try_again(std::string message) {
  return {GrpcCode::kUnavailable, std::move(message), kRetryDelay};
}

std::string percent_encoded(std::string_view message) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : message) {
    if (c >= ' ' && c <= '~' && c != '%') {
      text.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return text;
}

std::string status_details(const GrpcStatus& status) {
  if (!status.retry_after) return {};
  std::string bytes;
  {
    protozero::pbf_writer message(bytes);
    message.add_int32(1, static_cast<std::int32_t>(status.code));
    message.add_string(2, status.message);
    protozero::pbf_writer any(message, 3);
    any.add_string(1, "type.googleapis.com/google.rpc.RetryInfo");
    any.add_bytes(2, retry_info(*status.retry_after));
  }
  std::string text;
  base::append_base64(text, bytes);
  // gRPC asks senders to leave the padding out.
  while (text.ends_with('=')) text.pop_back();
  return text;
}

}  // namespace tracewh::net
