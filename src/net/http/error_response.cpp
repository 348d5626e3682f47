#include "net/http/error_response.hpp"

#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include "net/http/content_coding.hpp"
#include "net/http/media_types.hpp"

#include <fmt/format.h>
#include <protozero/pbf_writer.hpp>

#include <string>

namespace tracewh::net {
namespace {

/// Reasons of the operating system and of the database name files, which can be called anything.
std::string clean(std::string_view message) {
  std::string text;
  base::append_repaired_utf8(text, message);
  return text;
}

std::string status_protobuf(GrpcCode code, const std::string& message) {
  std::string body;
  protozero::pbf_writer writer(body);
  writer.add_int32(1, static_cast<std::int32_t>(code));
  writer.add_string(2, message);
  return body;
}

std::string status_json(GrpcCode code, std::string_view message) {
  std::string body = fmt::format(R"({{"code":{},"message":)", static_cast<std::int32_t>(code));
  base::append_json_string(body, message);
  return body + '}';
}

}  // namespace

Response error_response(std::string_view media_type, const RequestError& error) {
  Response response;
  response.status = http_status(error.kind);
  response.error = clean(error.message);
  if (media_type == kProtobuf) {
    response.content_type = kProtobuf;
    response.body = status_protobuf(grpc_code(error.kind), response.error);
  } else if (media_type == kJson) {
    response.content_type = kJson;
    response.body = status_json(grpc_code(error.kind), response.error);
  } else {
    response.content_type = kPlainText;
    response.body = response.error + '\n';
  }
  if (const auto delay = retry_after(error.kind)) {
    response.headers.add("Retry-After", std::to_string(delay->count()));
  }
  if (error.kind == RequestError::Kind::kUnauthenticated) response.headers.add("WWW-Authenticate", "Bearer");
  if (error.kind == RequestError::Kind::kUnsupportedCoding) {
    response.headers.add("Accept-Encoding", std::string(kContentCodings));
  }
  return response;
}

}  // namespace tracewh::net
