#pragma once

#include "net/http/message.hpp"
#include "net/transport/deadlines.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct nghttp2_session;

namespace tracewh::net {

/// A whole response of HTTP/2. Names of fields are in lower case; trailers follow the body.
struct Http2Response {
  unsigned status = 200;
  Headers fields;
  std::string body;
  Headers trailers;
};

using TimePoint = std::chrono::steady_clock::time_point;
using Now = std::function<TimePoint()>;

/// Takes the requests of a session. A stream is one request and its response; its number is never used again
/// on the session. After the response no more is told of it than that it closed.
class Http2Handler {
 public:
  virtual ~Http2Handler() = default;

  virtual void on_request(std::int32_t stream, const Headers& fields) = 0;
  virtual void on_body(std::int32_t stream, std::string_view bytes) = 0;
  /// The request is complete.
  virtual void on_end(std::int32_t stream) = 0;
  /// The stream is gone, answered or not; also one of which nothing else was told.
  virtual void on_close(std::int32_t stream) = 0;
};

/// The server's side of one HTTP/2 connection (RFC 9113) as bytes in, bytes out: no socket, no thread, no
/// timer. Holds the client to the limits: whoever is too slow loses the stream or the connection. What its
/// handler throws, or a lack of memory, ends the session and reaches the caller.
class Http2Session {
 public:
  /// `handler` must outlive the session.
  Http2Session(Http2Handler& handler, const Deadlines& deadlines, Now now);
  ~Http2Session();
  Http2Session(const Http2Session&) = delete;
  Http2Session& operator=(const Http2Session&) = delete;

  /// Takes what the client sent. False when the connection is beyond saying goodbye.
  bool receive(std::string_view bytes);

  /// Appends what is to be sent, about `limit` bytes at most.
  void take_output(std::string& out, std::size_t limit);

  /// Answers a request, of which the body may still be on its way. Nothing when the stream is gone or
  /// answered.
  void respond(std::int32_t stream, Http2Response response);

  /// Takes no new requests; those at work are answered.
  void drain();

  /// Whether nothing more will be received or sent.
  bool finished() const;

  /// Whether no request is open.
  bool idle() const { return streams_.empty(); }

  /// When `expire` must be called at the latest.
  TimePoint deadline() const;

  /// Ends what is over its time.
  void expire();

 private:
  enum class Phase {
    kFields,    ///< its header fields arrive
    kBody,      ///< its body arrives
    kHandling,  ///< it waits for the response
    kResponding,
    kAnswered,  ///< the response was sent, or the request refused
    kReset,     ///< it was over its time
  };
  struct Stream {
    Phase phase = Phase::kFields;
    TimePoint since;  ///< the beginning of the phase
    Headers fields;
    std::size_t field_bytes = 0;
    std::size_t body_bytes = 0;
    std::size_t window_owed = 0;  ///< bytes of the body that the client may send again
    Http2Response response;
    std::size_t sent = 0;  ///< of the response's body
  };
  struct Callbacks;  // what nghttp2 calls

  void throw_failure();
  void begin_stream(std::int32_t id);
  void add_field(std::int32_t id, std::string_view name, std::string_view value);
  void end_fields(std::int32_t id);
  void refuse(std::int32_t id, Stream& stream);
  void add_body(std::int32_t id, std::string_view bytes);
  void end_request(std::int32_t id);
  bool submit_trailers(std::int32_t id, const Headers& trailers);
  void sent_response(std::int32_t id);
  void close_stream(std::int32_t id);
  TimePoint deadline(const Stream& stream) const;
  void end_overdue(std::int32_t id, Stream& stream);
  void terminate(std::uint32_t error_code);
  void give_windows();
  Stream* find(std::int32_t id);

  Http2Handler& handler_;
  const Deadlines deadlines_;
  Now now_;
  std::unique_ptr<nghttp2_session, void (*)(nghttp2_session*)> session_;
  std::map<std::int32_t, Stream> streams_;
  std::size_t held_bytes_ = 0;   // of bodies without a response
  std::uint32_t abandoned_ = 0;  // streams closed without a response, less those that had one
  bool greeted_ = false;         // the client's preface and settings came
  bool draining_ = false;
  bool terminated_ = false;
  TimePoint idle_since_;
  std::exception_ptr failure_;  // what a callback of nghttp2 threw
};

}  // namespace tracewh::net
