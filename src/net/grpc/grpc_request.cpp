#include "net/grpc/grpc_request.hpp"

#include "base/number.hpp"
#include "net/http/access.hpp"
#include "net/http/content_coding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tracewh::net {
namespace {

using Kind = RequestError::Kind;
using std::chrono::nanoseconds;

struct MethodPath {
  std::string_view path;
  GrpcMethod method;
};

constexpr std::array<MethodPath, 2> kMethods{{
    {"/opentelemetry.proto.collector.trace.v1.TraceService/Export", GrpcMethod::kExportTraces},
    {"/grpc.health.v1.Health/Check", GrpcMethod::kCheckHealth},
}};

struct TimeoutUnit {
  char letter;
  nanoseconds length;
};

constexpr std::array<TimeoutUnit, 6> kTimeoutUnits{{
    {'H', std::chrono::hours(1)},
    {'M', std::chrono::minutes(1)},
    {'S', std::chrono::seconds(1)},
    {'m', std::chrono::milliseconds(1)},
    {'u', std::chrono::microseconds(1)},
    {'n', nanoseconds(1)},
}};

constexpr nanoseconds kLongestTimeout = std::chrono::hours(24);

/// `application/grpc`, alone or with the name of protobuf; parameters may follow.
bool is_grpc(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return type == "application/grpc" || type == "application/grpc+proto";
}

}  // namespace

std::optional<nanoseconds> parse_grpc_timeout(std::string_view text) {
  constexpr std::size_t kMaxDigits = 8;
  if (text.size() < 2 || text.size() > kMaxDigits + 1) return std::nullopt;
  const auto unit = std::ranges::find(kTimeoutUnits, text.back(), &TimeoutUnit::letter);
  text.remove_suffix(1);
  const auto count = base::parse_integer<std::uint32_t>(text);
  if (unit == kTimeoutUnits.end() || !count) return std::nullopt;
  return *count > kLongestTimeout / unit->length ? kLongestTimeout : *count * unit->length;
}

std::optional<Kind> why_not_grpc(const Headers& fields) {
  if (fields.get(":method") != "POST") return Kind::kMethodNotAllowed;
  if (!is_grpc(fields.get("content-type"))) return Kind::kUnsupportedType;
  return std::nullopt;
}

std::variant<GrpcRequest, RequestError> read_grpc_request(const Headers& fields, std::string_view token) {
  const auto method = std::ranges::find(kMethods, fields.get(":path"), &MethodPath::path);
  if (method == kMethods.end()) {
    return RequestError{Kind::kUnknownPath,
                        fmt::format("no such method; this server has {}", kMethods.front().path)};
  }
  GrpcRequest request;
  request.method = method->method;
  if (request.method != GrpcMethod::kCheckHealth && !token.empty() &&
      !shows_token(fields.get("authorization"), token)) {
    return RequestError{Kind::kUnauthenticated, "send the server's token as 'authorization: Bearer TOKEN'"};
  }
  const std::string_view encoding = fields.get("grpc-encoding");
  if (encoding != "identity") request.coding = encoding;
  if (!knows_coding(request.coding)) {
    return RequestError{Kind::kUnsupportedCoding,
                        fmt::format("grpc-encoding '{}' is not one of {}", encoding, kContentCodings)};
  }
  if (const std::string_view timeout = fields.get("grpc-timeout"); !timeout.empty()) {
    request.timeout = parse_grpc_timeout(timeout);
    if (!request.timeout) return RequestError{Kind::kDamagedCoding, "grpc-timeout is malformed"};
  }
  return request;
}

}  // namespace tracewh::net
