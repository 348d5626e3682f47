#pragma once

#include "net/grpc/grpc_message_reader.hpp"
#include "net/grpc/grpc_service.hpp"
#include "net/grpc/http2_session.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace tracewh::net {

/// The server's side of gRPC on one connection, as bytes in, bytes out. Used by one thread at a time.
class GrpcSession final : private Http2Handler {
 public:
  /// Gives an answer that can be called on any thread, also after the session's end, and that leads to a call
  /// of the given one on the session's thread, or to nothing when the session is gone.
  using AcrossThreads = std::function<GrpcAnswer(GrpcAnswer)>;

  /// `service` must outlive the session.
  GrpcSession(const GrpcService& service, AcrossThreads across_threads, const Deadlines& deadlines, Now now);

  /// As in Http2Session.
  bool receive(std::string_view bytes) { return http2_.receive(bytes); }
  void take_output(std::string& out, std::size_t limit) { http2_.take_output(out, limit); }
  void drain() { http2_.drain(); }
  bool finished() const { return http2_.finished(); }
  TimePoint deadline() const;
  void expire();

 private:
  struct Call {
    GrpcMethod method;
    std::string coding;
    GrpcMessageReader reader;
    std::shared_ptr<ByteBudget::Share> memory;
    TimePoint client_deadline;                     ///< as the client asks
    TimePoint answer_deadline = TimePoint::max();  ///< once the message was handed on
  };

  void on_request(std::int32_t stream, const Headers& fields) override;
  void on_body(std::int32_t stream, std::string_view bytes) override;
  void on_end(std::int32_t stream) override;
  void on_close(std::int32_t stream) override { calls_.erase(stream); }

  void finish(std::int32_t stream, const GrpcReply& reply);
  void respond(std::int32_t stream, Http2Response response);
  void fail(std::int32_t stream, GrpcStatus status) { finish(stream, {std::move(status), {}}); }

  const GrpcService& service_;
  const AcrossThreads across_threads_;
  const Deadlines deadlines_;
  const Now now_;
  std::map<std::int32_t, Call> calls_;  // those without an answer, by stream
  Http2Session http2_;
};

}  // namespace tracewh::net
