#pragma once

#include "net/http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <nghttp2/nghttp2.h>
#include <string>
#include <string_view>

namespace tracewh::net::test {

/// What came back on one stream.
struct ClientStream {
  Headers fields;
  std::string body;
  Headers trailers;
  bool closed = false;
  std::uint32_t error = 0;  ///< of HTTP/2, once closed
  std::string to_send;
  std::size_t sent = 0;   ///< of it
  bool complete = false;  ///< nothing follows `to_send`

  /// A field of the header or, when it has none of that name, of the trailers.
  std::string_view field(std::string_view name) const;
};

/// The client's side of an HTTP/2 connection in memory. Requests go out as fast as the server's windows
/// allow.
class Http2Client {
 public:
  Http2Client();

  /// Opens a stream; the body ends here when it is `complete`.
  std::int32_t request(const Headers& fields, std::string body, bool complete = true);
  void send_more(std::int32_t stream, std::string_view bytes, bool complete);
  void reset(std::int32_t stream);
  void ping();
  /// How many bytes of a response the server may send, from the next request on.
  void set_window(std::uint32_t bytes);

  std::string take_output();
  /// False when the server's bytes are not HTTP/2.
  bool receive(std::string_view bytes);

  /// Gives back the memory of a stream that is closed.
  void forget(std::int32_t stream) { streams_.erase(stream); }

  const ClientStream& stream(std::int32_t id) const { return streams_.at(id); }
  int pings_answered() const { return pings_answered_; }
  bool went_away() const { return went_away_; }
  std::uint32_t goaway_error() const { return goaway_error_; }

 private:
  struct Callbacks;

  std::unique_ptr<nghttp2_session, void (*)(nghttp2_session*)> session_;
  std::map<std::int32_t, ClientStream> streams_;
  int pings_answered_ = 0;
  bool went_away_ = false;
  std::uint32_t goaway_error_ = 0;
};

}  // namespace tracewh::net::test
