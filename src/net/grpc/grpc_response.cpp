#include "net/grpc/grpc_response.hpp"

#include "base/base64.hpp"

#include <fmt/format.h>
#include <protozero/pbf_writer.hpp>

#include <chrono>
#include <cstdint>
#include <utility>

namespace tracewh::net {
namespace {

// google.rpc.RetryInfo with a google.protobuf.Duration.
std::string retry_info(std::chrono::seconds delay) {
  std::string bytes;
  protozero::pbf_writer retry_info(bytes);
  protozero::pbf_writer duration(retry_info, 1);
  duration.add_int64(1, delay.count());
  return bytes;
}

void add_status(const GrpcReply& reply, Headers& fields) {
  fields.add("grpc-status", std::to_string(static_cast<std::int32_t>(grpc_code(reply))));
  if (!reply.error) return;
  fields.add("grpc-message", percent_encoded(reply.error->message));
  if (auto details = status_details(*reply.error); !details.empty()) {
    fields.add("grpc-status-details-bin", std::move(details));
  }
}

std::string framed(const std::string& message) {
  std::string bytes(1, '\0');  // not compressed
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(message.size() >> shift));
  return bytes + message;
}

}  // namespace

GrpcCode grpc_code(const GrpcReply& reply) {
  return reply.error ? grpc_code(reply.error->kind) : GrpcCode::kOk;
}

Http2Response as_response(const GrpcReply& reply) {
  Http2Response response;
  response.fields.add("content-type", "application/grpc");
  response.fields.add("grpc-accept-encoding", "identity,gzip,deflate,zstd");
  if (reply.error) {
    add_status(reply, response.fields);
  } else {
    response.body = framed(reply.message);
    add_status(reply, response.trailers);
  }
  return response;
}

std::string percent_encoded(std::string_view message) {
  std::string text;
  for (const char c : message) {
    if (c >= ' ' && c <= '~' && c != '%') {
      text.push_back(c);
    } else {
      text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return text;
}

std::string status_details(const RequestError& error) {
  const auto delay = retry_after(error.kind);
  if (!delay) return {};
  std::string bytes;
  {
    protozero::pbf_writer message(bytes);
    message.add_int32(1, static_cast<std::int32_t>(grpc_code(error.kind)));
    message.add_string(2, error.message);
    protozero::pbf_writer any(message, 3);
    any.add_string(1, "type.googleapis.com/google.rpc.RetryInfo");
    any.add_bytes(2, retry_info(*delay));
  }
  std::string text;
  base::append_base64(text, bytes);
  // gRPC asks senders to leave the padding out.
  while (text.ends_with('=')) text.pop_back();
  return text;
}

}  // namespace tracewh::net
