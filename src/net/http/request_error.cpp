#include "net/http/request_error.hpp"

#include <algorithm>
#include <array>
#include <new>

namespace tracewh::net {
namespace {

using Kind = RequestError::Kind;

// Long enough for a group of commits to pass, short beside the patience of exporters.
constexpr std::chrono::seconds kRetryAfter{1};

/// What the protocols call a kind of error.
struct Names {
  Kind kind;
  unsigned http;
  std::string_view phrase;
  GrpcCode grpc;
  bool retry = false;
};

constexpr std::array<Names, 19> kNames{{
    {Kind::kMalformed, 400, "Bad Request", GrpcCode::kInvalidArgument},
    {Kind::kDamagedCoding, 400, "Bad Request", GrpcCode::kInternal},
    {Kind::kUnauthenticated, 401, "Unauthorized", GrpcCode::kUnauthenticated},
    {Kind::kForbidden, 403, "Forbidden", GrpcCode::kPermissionDenied},
    {Kind::kNotFound, 404, "Not Found", GrpcCode::kNotFound},
    {Kind::kUnknownPath, 404, "Not Found", GrpcCode::kUnimplemented},
    {Kind::kMethodNotAllowed, 405, "Method Not Allowed", GrpcCode::kUnimplemented},
    {Kind::kTooSlow, 408, "Request Timeout", GrpcCode::kDeadlineExceeded},
    {Kind::kTooLarge, 413, "Content Too Large", GrpcCode::kResourceExhausted},
    {Kind::kUnsupportedType, 415, "Unsupported Media Type", GrpcCode::kInvalidArgument},
    {Kind::kUnsupportedCoding, 415, "Unsupported Media Type", GrpcCode::kUnimplemented},
    {Kind::kExpectationFailed, 417, "Expectation Failed", GrpcCode::kInvalidArgument},
    {Kind::kMisdirected, 421, "Misdirected Request", GrpcCode::kPermissionDenied},
    // Exporters take RESOURCE_EXHAUSTED for final.
    {Kind::kBackpressure, 429, "Too Many Requests", GrpcCode::kUnavailable, true},
    {Kind::kHeadTooLarge, 431, "Request Header Fields Too Large", GrpcCode::kInvalidArgument},
    {Kind::kInternal, 500, "Internal Server Error", GrpcCode::kInternal},
    {Kind::kNotImplemented, 501, "Not Implemented", GrpcCode::kUnimplemented},
    {Kind::kUnavailable, 503, "Service Unavailable", GrpcCode::kUnavailable, true},
    {Kind::kDeadlineExceeded, 503, "Service Unavailable", GrpcCode::kDeadlineExceeded},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].kind != static_cast<Kind>(i)) return false;
  }
  return true;
}
static_assert(in_order(), "kinds are positions in the table");

const Names& names_of(Kind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

}  // namespace

unsigned http_status(Kind kind) { return names_of(kind).http; }

std::string_view reason_phrase(unsigned http_status) {
  const auto* const found = std::ranges::find(kNames, http_status, &Names::http);
  return found == kNames.end() ? std::string_view() : found->phrase;
}

GrpcCode grpc_code(Kind kind) { return names_of(kind).grpc; }

std::optional<std::chrono::seconds> retry_after(Kind kind) {
  return names_of(kind).retry ? std::optional(kRetryAfter) : std::nullopt;
}

RequestError to_request_error(const std::exception& failure) {
  if (dynamic_cast<const std::bad_alloc*>(&failure) == nullptr) return {Kind::kInternal, failure.what()};
  return {Kind::kUnavailable, "out of memory; try again"};
}

RequestError too_many_bodies() {
  return {Kind::kBackpressure, "too many bodies are being received; try again"};
}

}  // namespace tracewh::net
