#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

/// Why requests fail, in words of no protocol, and what each protocol calls it.
namespace tracewh::net {

/// Why a request is not carried out.
struct RequestError {
  enum class Kind : std::uint8_t {
    kMalformed,          ///< cannot be read
    kDamagedCoding,      ///< does not follow its own framing or content coding
    kUnauthenticated,    ///< shows no token
    kForbidden,          ///< comes from somebody who may not ask
    kNotFound,           ///< asks for something that does not exist
    kUnknownPath,        ///< asks for a path or a method of gRPC that this server has not
    kMethodNotAllowed,   ///< the path is known, with other methods
    kTooSlow,            ///< did not arrive in time
    kTooLarge,           ///< has too large a body
    kUnsupportedType,    ///< has a body of a media type that is not read here
    kUnsupportedCoding,  ///< has a body in a content coding that is not read here
    kExpectationFailed,  ///< expects what this server does not do
    kMisdirected,        ///< names another server
    kBackpressure,       ///< too much is at work
    kHeadTooLarge,       ///< has too large a head
    kInternal,           ///< this program failed
    kNotImplemented,     ///< uses a part of its protocol that is not served
    kUnavailable,        ///< cannot be served at present
    kDeadlineExceeded,   ///< takes longer than its sender or this server waits
  };

  Kind kind = Kind::kInternal;
  std::string message;  ///< for people
};

/// google.rpc.Code: the status of gRPC, and that in google.rpc.Status, by which OTLP/HTTP tells of errors.
enum class GrpcCode : std::int32_t {
  kOk = 0,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kUnauthenticated = 16,
};

/// The status of HTTP.
unsigned http_status(RequestError::Kind kind);

/// What HTTP calls a status that stands for an error, such as "Not Found"; empty for others.
std::string_view reason_phrase(unsigned http_status);

GrpcCode grpc_code(RequestError::Kind kind);

/// After what time the same request may do better; none when it never will.
std::optional<std::chrono::seconds> retry_after(RequestError::Kind kind);

/// What to answer when carrying out a request threw. Memory may be there the next time.
RequestError to_request_error(const std::exception& failure);

/// The memory for the bodies of all requests is used up.
RequestError too_many_bodies();

}  // namespace tracewh::net
