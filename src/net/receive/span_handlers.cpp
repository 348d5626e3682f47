#include "net/receive/span_handlers.hpp"

#include "net/http/content.hpp"
#include "net/http/media_types.hpp"
#include "net/http/refusal.hpp"
#include "net/receive/otlp_response.hpp"

#include <utility>
#include <variant>

namespace tracewh::net {
namespace {

/// The answer to a message that was stored.
using Success = Response (*)(std::string_view media_type, const Receipt& receipt);

unsigned status_of(Receipt::Kind kind) {
  switch (kind) {
    case Receipt::Kind::kUnreadable:
      return 400;
    case Receipt::Kind::kBusy:
      return 429;
    case Receipt::Kind::kClosed:
    case Receipt::Kind::kNotStored:
      return 503;
    case Receipt::Kind::kStored:
      break;
  }
  return 200;
}

/// Zipkin and Jaeger cannot say that single spans were rejected, so it is an error only when all were.
Response accepted(std::string_view media_type, const Receipt& receipt) {
  if (receipt.spans == 0 && receipt.rejected != 0) return refusal(media_type, {400, receipt.message});
  Response response;
  response.status = 202;
  return response;
}

void receive(const Receiver& receiver, std::string_view protocol, std::string_view format, Request request,
             Success success, const Respond& respond) {
  std::string media_type = request.media_type();
  auto content = decode_content(request.content_coding(), std::move(request.body), *request.memory);
  if (const auto* problem = std::get_if<Problem>(&content)) {
    receiver.count_refused(problem->status);
    return respond(refusal(media_type, *problem));
  }
  receiver.receive(
      protocol, *decode::find_format(format), std::get<std::string>(std::move(content)),
      [=, memory = std::move(request.memory), media_type = std::move(media_type)](const Receipt& receipt) {
        respond(receipt.kind == Receipt::Kind::kStored
                    ? success(media_type, receipt)
                    : refusal(media_type, {status_of(receipt.kind), receipt.message}));
      });
}

}  // namespace

Handler otlp_handler(const Receiver& receiver) {
  return [&receiver](Request request, const Respond& respond) {
    const bool is_json = request.media_type() == kJson;
    receive(receiver, "otlp_http", is_json ? "otlp-json" : "otlp-proto", std::move(request), otlp_success,
            respond);
  };
}

Handler zipkin_handler(const Receiver& receiver) {
  return [&receiver](Request request, const Respond& respond) {
    receive(receiver, "zipkin", "zipkin-json", std::move(request), accepted, respond);
  };
}

Handler jaeger_handler(const Receiver& receiver) {
  return [&receiver](Request request, const Respond& respond) {
    receive(receiver, "jaeger", "jaeger-thrift", std::move(request), accepted, respond);
  };
}

std::vector<Route> span_routes(const Receiver& receiver) {
  return {
      {"POST", "/v1/traces", {kProtobuf, kJson}, otlp_handler(receiver)},
      // Exporters that were told an endpoint for traces without a path.
      {"POST", "/", {kProtobuf, kJson}, otlp_handler(receiver)},
      {"POST", "/api/v2/spans", {kJson, ""}, zipkin_handler(receiver)},
      {"POST", "/api/v1/spans", {kJson, ""}, zipkin_handler(receiver)},
      {"POST", "/api/traces", {kThrift, kThriftBinary}, jaeger_handler(receiver)},
  };
}

}  // namespace tracewh::net
