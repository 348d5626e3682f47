#include "net/grpc/grpc_session.hpp"

#include <algorithm>
#include <variant>

namespace tracewh::net {

using Kind = RequestError::Kind;

GrpcSession::GrpcSession(const GrpcService& service, const Deadlines& deadlines, Now now)
    : service_(service), deadlines_(deadlines), now_(std::move(now)), http2_(*this, deadlines, now_) {}

TimePoint GrpcSession::deadline() const {
  TimePoint earliest = http2_.deadline();
  for (const auto& [stream, call] : open_) {
    earliest = std::min({earliest, call.client_deadline, call.answer_deadline});
  }
  return earliest;
}

void GrpcSession::expire() {
  const TimePoint now = now_();
  std::vector<std::pair<std::int32_t, RequestError>> overdue;
  for (const auto& [stream, call] : open_) {
    if (call.client_deadline <= now) {
      overdue.push_back({stream, {Kind::kDeadlineExceeded, "the time that the client gave is over"}});
    } else if (call.answer_deadline <= now) {
      overdue.push_back({stream, {Kind::kUnavailable, "the spans could not be stored in time"}});
    }
  }
  for (auto& [stream, error] : overdue) fail(stream, std::move(error));
  http2_.expire();
}

void GrpcSession::on_request(std::int32_t stream, const Headers& fields) {
  if (const auto kind = why_not_grpc(fields)) return respond_in_http(stream, *kind);
  auto read = read_grpc_request(fields, service_.token());
  if (auto* error = std::get_if<RequestError>(&read)) return respond(stream, {{}, std::move(*error)});
  const auto& request = std::get<GrpcRequest>(read);
  const TimePoint client_deadline = request.timeout ? now_() + *request.timeout : TimePoint::max();
  open_.emplace(stream, OpenCall{request.method, request.coding, GrpcMessageReader(!request.coding.empty()),
                                 std::make_shared<ByteBudget::Share>(service_.bodies()), client_deadline});
}

void GrpcSession::on_body(std::int32_t stream, std::string_view bytes) {
  OpenCall& call = open_.at(stream);
  const std::size_t capacity = call.reader.capacity();
  if (auto error = call.reader.feed(bytes)) return fail(stream, std::move(*error));
  if (!call.memory->grow(call.reader.capacity() - capacity)) fail(stream, too_many_bodies());
}

void GrpcSession::on_end(std::int32_t stream) {
  OpenCall& call = open_.at(stream);
  if (auto error = call.reader.finish()) return fail(stream, std::move(*error));
  call.answer_deadline = now_() + deadlines_.acknowledgement;
  std::string coding = call.reader.compressed() ? call.coding : std::string();
  complete_.push_back(
      {stream, call.method, call.reader.take_message(), std::move(coding), std::move(call.memory)});
}

void GrpcSession::answer(std::int32_t stream, const GrpcReply& reply) {
  if (open_.erase(stream) != 0) respond(stream, reply);
}

void GrpcSession::respond(std::int32_t stream, const GrpcReply& reply) {
  const std::string code = std::to_string(static_cast<std::int32_t>(grpc_code(reply)));
  Metrics& metrics = service_.metrics();
  metrics.grpc_calls.add(code);
  if (reply.error) metrics.request_errors.note("gRPC " + code, reply.error->message);
  http2_.respond(stream, as_response(reply));
}

void GrpcSession::respond_in_http(std::int32_t stream, Kind kind) {
  Metrics& metrics = service_.metrics();
  metrics.grpc_calls.add("http_" + std::to_string(http_status(kind)));
  metrics.request_errors.note("gRPC", "a request that is none of gRPC");
  http2_.respond(stream, {http_status(kind), {}, {}, {}});
}

}  // namespace tracewh::net
