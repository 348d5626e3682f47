#include "net/grpc/grpc_response.hpp"

#include <cstdint>
#include <utility>

namespace tracewh::net {
namespace {

void add_status(const GrpcStatus& status, Headers& fields) {
  fields.add("grpc-status", std::to_string(static_cast<int>(status.code)));
  if (!status.message.empty()) fields.add("grpc-message", percent_encoded(status.message));
  if (auto details = status_details(status); !details.empty()) {
    fields.add("grpc-status-details-bin", std::move(details));
  }
}

std::string framed(const std::string& message) {
  std::string bytes(1, '\0');  // not compressed
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(message.size() >> shift));
  return bytes + message;
}

}  // namespace

Http2Response as_response(const GrpcReply& reply) {
  Http2Response response;
  response.fields.add("content-type", "application/grpc");
  response.fields.add("grpc-accept-encoding", "identity,gzip,deflate,zstd");
  if (reply.status.code == GrpcCode::kOk) {
    response.body = framed(reply.message);
    add_status(reply.status, response.trailers);
  } else {
    add_status(reply.status, response.fields);
  }
  return response;
}

}  // namespace tracewh::net
