#include "net/grpc/grpc_session.hpp"

#include "net/http/refusal.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace tracewh::net {

GrpcSession::GrpcSession(const GrpcService& service, AcrossThreads across_threads, const Deadlines& deadlines,
                         Now now)
    : service_(service),
      across_threads_(std::move(across_threads)),
      deadlines_(deadlines),
      now_(std::move(now)),
      http2_(*this, deadlines, now_) {}

TimePoint GrpcSession::deadline() const {
  TimePoint earliest = http2_.deadline();
  for (const auto& [stream, call] : calls_) {
    earliest = std::min({earliest, call.client_deadline, call.answer_deadline});
  }
  return earliest;
}

void GrpcSession::expire() {
  const TimePoint now = now_();
  std::vector<std::pair<std::int32_t, GrpcStatus>> overdue;
  for (const auto& [stream, call] : calls_) {
    if (call.client_deadline <= now) {
      overdue.push_back({stream, {GrpcCode::kDeadlineExceeded, "the time that the client gave is over", {}}});
    } else if (call.answer_deadline <= now) {
      overdue.emplace_back(stream, try_again("the spans could not be stored in time"));
    }
  }
  for (auto& [stream, status] : overdue) fail(stream, std::move(status));
  http2_.expire();
}

void GrpcSession::on_request(std::int32_t stream, const Headers& fields) {
  auto checked = read_grpc_request(fields, service_.token());
  if (auto* refusal = std::get_if<Http2Response>(&checked)) {
    return respond(stream, std::move(*refusal));
  }
  const auto& request = std::get<GrpcRequest>(checked);
  const TimePoint client_deadline = request.timeout ? now_() + *request.timeout : TimePoint::max();
  calls_.emplace(stream, Call{request.method, request.coding, GrpcMessageReader(!request.coding.empty()),
                              std::make_shared<ByteBudget::Share>(service_.bodies()), client_deadline});
}

void GrpcSession::on_body(std::int32_t stream, std::string_view bytes) {
  Call& call = calls_.at(stream);
  const std::size_t capacity = call.reader.capacity();
  if (auto failure = call.reader.feed(bytes)) return fail(stream, std::move(*failure));
  if (!call.memory->grow(call.reader.capacity() - capacity)) {
    fail(stream, try_again(too_many_bodies().message));
  }
}

void GrpcSession::on_end(std::int32_t stream) {
  Call& call = calls_.at(stream);
  if (auto failure = call.reader.finish()) return fail(stream, std::move(*failure));
  call.answer_deadline = now_() + deadlines_.acknowledgement;
  std::string coding = call.reader.compressed() ? call.coding : std::string();
  service_.call(call.method, {call.reader.take_message(), std::move(coding), std::move(call.memory)},
                across_threads_([this, stream](const GrpcReply& reply) { finish(stream, reply); }));
}

/// Does nothing when the call has its answer or its stream is gone.
void GrpcSession::finish(std::int32_t stream, const GrpcReply& reply) {
  if (calls_.erase(stream) != 0) respond(stream, as_response(reply));
}

void GrpcSession::respond(std::int32_t stream, Http2Response response) {
  const Headers& place_of_status = response.body.empty() ? response.fields : response.trailers;
  const std::string_view status = place_of_status.get("grpc-status");
  Metrics& metrics = service_.metrics();
  if (status.empty()) {
    metrics.grpc_calls.add("http_" + std::to_string(response.status));
    metrics.refusals.note("gRPC", "a request that is none of gRPC");
  } else {
    metrics.grpc_calls.add(status);
    if (status != "0")
      metrics.refusals.note("gRPC " + std::string(status), place_of_status.get("grpc-message"));
  }
  http2_.respond(stream, std::move(response));
}

}  // namespace tracewh::net
