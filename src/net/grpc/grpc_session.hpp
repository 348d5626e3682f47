#pragma once

#include "net/grpc/grpc_message_reader.hpp"
#include "net/grpc/grpc_service.hpp"
#include "net/grpc/http2_session.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::net {

/// The server's side of gRPC on one connection: bytes in, calls out; replies in, bytes out. It carries out
/// nothing itself, and is used by one thread at a time. All that takes memory can throw; the connection is to
/// end then.
class GrpcSession final : private Http2Handler {
 public:
  /// Holds calls to the rules of `service`, which must outlive the session.
  GrpcSession(const GrpcService& service, const Deadlines& deadlines, Now now);

  /// The calls whose messages have become complete since the last time. Each is to be answered.
  std::vector<GrpcCall> take_calls() { return std::exchange(complete_, {}); }

  /// Answers the call on a stream. Nothing when the client abandoned it, or it was over its time.
  void answer(std::int32_t stream, const GrpcReply& reply);

  /// As in Http2Session.
  bool receive(std::string_view bytes) { return http2_.receive(bytes); }
  void take_output(std::string& out, std::size_t limit) { http2_.take_output(out, limit); }
  void drain() { http2_.drain(); }
  bool finished() const { return http2_.finished(); }
  bool idle() const { return http2_.idle(); }
  TimePoint deadline() const;
  void expire();

 private:
  /// A call without an answer.
  struct OpenCall {
    GrpcMethod method;
    std::string coding;
    GrpcMessageReader reader;
    std::shared_ptr<ByteBudget::Share> memory;
    TimePoint client_deadline;                     ///< as the client asks
    TimePoint answer_deadline = TimePoint::max();  ///< once the message is complete
  };

  void on_request(std::int32_t stream, const Headers& fields) override;
  void on_body(std::int32_t stream, std::string_view bytes) override;
  void on_end(std::int32_t stream) override;
  void on_close(std::int32_t stream) override { open_.erase(stream); }

  void respond(std::int32_t stream, const GrpcReply& reply);
  void respond_in_http(std::int32_t stream, RequestError::Kind kind);
  void fail(std::int32_t stream, RequestError error) { answer(stream, {{}, std::move(error)}); }

  const GrpcService& service_;
  const Deadlines deadlines_;
  const Now now_;
  std::map<std::int32_t, OpenCall> open_;  // by stream
  std::vector<GrpcCall> complete_;
  Http2Session http2_;
};

}  // namespace tracewh::net
