#pragma once

#include "base/limits.hpp"
#include "net/fake_sink.hpp"
#include "net/grpc/grpc_session.hpp"
#include "net/grpc_socket.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::net::test {

inline const decode::Semantics& semantics() {
  static const decode::Semantics shipped = decode::Semantics::shipped();
  return shipped;
}

/// A client and a server in memory, on one thread and by a clock that the test moves.
class GrpcExchange {
 public:
  explicit GrpcExchange(std::string token = {}, std::size_t body_budget = base::limits::kBodyBytesInFlight)
      : bodies(body_budget),
        service(
            receiver, bodies, metrics, [this] { return health; },
            [this](const void* /*sender*/, std::function<void()> job) { jobs_.push_back(std::move(job)); },
            std::move(token)),
        session(service, deadlines, [this] { return now; }) {}

  /// Carries bytes both ways and does the jobs until nothing moves. The client's bytes arrive in pieces.
  void run(std::size_t piece = std::size_t{16} << 10) {
    for (bool moved = true; moved;) {
      moved = carry_to_server(client.take_output(), piece);
      for (auto& job : std::exchange(jobs_, {})) {
        job();
        moved = true;
      }
      for (auto& task : std::exchange(tasks_, {})) {
        task();
        moved = true;
      }
      std::string out;
      session.take_output(out, std::size_t{64} << 10);
      moved |= !out.empty();
      client.receive(out);
    }
  }

  std::int32_t call(const std::string& message,
                    const std::vector<std::pair<std::string, std::string>>& more = {}) {
    return client.request(export_fields(more), grpc_framed(message));
  }

  /// How the call on a stream ended: `grpc-status`, then its message if there is one.
  std::string outcome(std::int32_t stream) const {
    const ClientStream& reply = client.stream(stream);
    if (!reply.closed) return "open";
    if (reply.field("grpc-status").empty()) {
      return "http " + std::string(reply.field(":status")) + " error " + std::to_string(reply.error);
    }
    const std::string_view message = reply.field("grpc-message");
    return std::string(reply.field("grpc-status")) + (message.empty() ? "" : " ") + std::string(message);
  }

  void pass(std::chrono::milliseconds time) {
    now += time;
    session.expire();
  }

  TimePoint now{std::chrono::hours(1)};
  Deadlines deadlines;
  FakeSink sink;
  Metrics metrics;
  Receiver receiver{semantics(), nullptr, sink, metrics};
  ByteBudget bodies;
  Health health;
  GrpcService service;
  GrpcSession session;
  Http2Client client;
  bool broken = false;  ///< the session gave up

 private:
  void carry_out_calls() {
    for (GrpcCall& call : session.take_calls()) {
      const std::int32_t stream = call.stream;
      service.carry_out(std::move(call), [this, stream](const GrpcReply& reply) {
        tasks_.emplace_back([this, stream, reply] { session.answer(stream, reply); });
      });
    }
  }

  bool carry_to_server(std::string_view bytes, std::size_t piece) {
    const bool any = !bytes.empty() && !broken;
    for (; !bytes.empty() && !broken; bytes.remove_prefix(std::min(piece, bytes.size()))) {
      broken = !session.receive(std::string(bytes.substr(0, piece)));
      carry_out_calls();
    }
    return any;
  }

  std::vector<std::function<void()>> jobs_;
  std::vector<std::function<void()>> tasks_;
};

}  // namespace tracewh::net::test
