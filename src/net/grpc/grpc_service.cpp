#include "net/grpc/grpc_service.hpp"

#include "net/grpc/grpc_health.hpp"
#include "net/http/content.hpp"
#include "net/receive/otlp_response.hpp"

#include <boost/asio/post.hpp>

#include <exception>
#include <utility>
#include <variant>

namespace tracewh::net {
namespace {

GrpcReply failure(GrpcStatus status) { return {std::move(status), {}}; }

GrpcReply as_reply(const Problem& problem) {
  constexpr unsigned kTooLarge = 413;
  constexpr unsigned kTooMany = 429;
  if (problem.status == kTooMany) return failure(try_again(problem.message));
  const bool too_large = problem.status == kTooLarge;
  return failure({too_large ? GrpcCode::kResourceExhausted : GrpcCode::kInternal, problem.message, {}});
}

GrpcReply as_reply(const Receipt& receipt) {
  switch (receipt.kind) {
    case Receipt::Kind::kStored:
      return {{}, otlp_success_message(receipt)};
    case Receipt::Kind::kUnreadable:
      return failure({GrpcCode::kInvalidArgument, receipt.message, {}});
    default:
      return failure(try_again(receipt.message));
  }
}

}  // namespace

GrpcService::GrpcService(const Receiver& receiver, ByteBudget& bodies, Metrics& metrics, GetHealth get_health,
                         boost::asio::any_io_executor workers, std::string token)
    : receiver_(receiver),
      bodies_(bodies),
      metrics_(metrics),
      get_health_(std::move(get_health)),
      workers_(std::move(workers)),
      token_(std::move(token)) {}

void GrpcService::call(GrpcMethod method, GrpcMessage message, GrpcAnswer answer) const {
  boost::asio::post(workers_,
                    [this, method, message = std::move(message), answer = std::move(answer)]() mutable {
                      try {
                        run(method, message, answer);
                      } catch (const std::exception& error) {
                        answer(failure(try_again(error.what())));
                      }
                    });
}

void GrpcService::run(GrpcMethod method, GrpcMessage& message, const GrpcAnswer& answer) const {
  auto content = decode_content(message.coding, std::move(message.bytes), *message.memory);
  if (const auto* problem = std::get_if<Problem>(&content)) {
    receiver_.count_refused(problem->status);
    return answer(as_reply(*problem));
  }
  auto& bytes = std::get<std::string>(content);
  if (method == GrpcMethod::kCheckHealth) return answer(check_health(bytes, get_health_().trouble.empty()));
  receiver_.receive(
      "otlp_grpc", *decode::find_format("otlp-proto"), std::move(bytes),
      [answer, memory = std::move(message.memory)](const Receipt& receipt) { answer(as_reply(receipt)); });
}

}  // namespace tracewh::net
