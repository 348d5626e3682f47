#include "net/http/refusal.hpp"

#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include "net/http/media_types.hpp"

#include <fmt/format.h>
#include <protozero/pbf_writer.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace tracewh::net {
namespace {

// Long enough for a group of commits to pass, short beside the patience of exporters.
constexpr const char* kRetryAfterSeconds = "1";

struct Status {
  unsigned http;
  std::int32_t grpc;  ///< google.rpc.Code
  bool retry;
  std::string_view phrase;
};

constexpr std::array<Status, 18> kStatuses{{
    {200, 0, false, "OK"},
    {202, 0, false, "Accepted"},
    {400, 3, false, "Bad Request"},
    {401, 16, false, "Unauthorized"},
    {403, 7, false, "Forbidden"},
    {404, 12, false, "Not Found"},
    {405, 12, false, "Method Not Allowed"},
    {408, 4, false, "Request Timeout"},
    {413, 8, false, "Content Too Large"},
    {415, 3, false, "Unsupported Media Type"},
    {417, 3, false, "Expectation Failed"},
    {421, 7, false, "Misdirected Request"},
    {429, 8, true, "Too Many Requests"},
    {431, 3, false, "Request Header Fields Too Large"},
    {500, 13, false, "Internal Server Error"},
    {501, 12, false, "Not Implemented"},
    {503, 14, true, "Service Unavailable"},
    {505, 12, false, "HTTP Version Not Supported"},
}};

const Status& find_status(unsigned http) {
  static constexpr Status kUnknown{500, 2, false, "Unknown"};
  const auto* const found = std::ranges::find(kStatuses, http, &Status::http);
  return found == kStatuses.end() ? kUnknown : *found;
}

/// Reasons of the operating system and of the database name files, which can be called anything.
std::string clean(std::string_view message) {
  std::string text;
  base::append_repaired_utf8(text, message);
  return text;
}

std::string status_protobuf(std::int32_t code, const std::string& message) {
  std::string body;
  protozero::pbf_writer writer(body);
  writer.add_int32(1, code);
  writer.add_string(2, message);
  return body;
}

std::string status_json(std::int32_t code, std::string_view message) {
  std::string body = fmt::format(R"({{"code":{},"message":)", code);
  base::append_json_string(body, message);
  return body + '}';
}

}  // namespace

Problem too_many_bodies() { return {429, "too many bodies are being received; try again"}; }

Response refusal(std::string_view media_type, const Problem& problem) {
  const Status& status = find_status(problem.status);
  const std::string message = clean(problem.message);
  Response response;
  response.status = problem.status;
  if (media_type == kProtobuf) {
    response.content_type = kProtobuf;
    response.body = status_protobuf(status.grpc, message);
  } else if (media_type == kJson) {
    response.content_type = kJson;
    response.body = status_json(status.grpc, message);
  } else {
    response.content_type = kPlainText;
    response.body = message + '\n';
  }
  response.reason = message;
  if (status.retry) response.headers.add("Retry-After", kRetryAfterSeconds);
  return response;
}

std::string_view reason_phrase(unsigned status) { return find_status(status).phrase; }

}  // namespace tracewh::net
