#include "net/receive/span_handlers.hpp"

#include "net/http/content_coding.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"
#include "net/receive/otlp_response.hpp"

#include <exception>
#include <string>
#include <utility>
#include <variant>

namespace tracewh::net {
namespace {

/// The answer to a message that was stored.
using Success = Response (*)(std::string_view media_type, const Receipt& receipt);

/// Zipkin and Jaeger cannot say that single spans were rejected, so it is an error only when all were.
Response accepted(std::string_view media_type, const Receipt& receipt) {
  if (receipt.spans == 0 && receipt.rejected != 0) {
    return error_response(media_type, {RequestError::Kind::kMalformed, receipt.rejections});
  }
  Response response;
  response.status = 202;
  return response;
}

void receive(const Receiver& receiver, std::string_view protocol, std::string_view format, Request request,
             Success success, const Respond& respond) {
  std::string media_type = request.media_type();
  auto content = decode_content(request.content_coding(), std::move(request.body), *request.memory);
  if (const auto* error = std::get_if<RequestError>(&content)) {
    receiver.count_undecoded(*error);
    return respond(error_response(media_type, *error));
  }
  ByteBudget::Share& budget = *request.memory;
  receiver.receive(
      protocol, *decode::find_format(format), std::get<std::string>(std::move(content)), budget,
      [=, memory = std::move(request.memory), media_type = std::move(media_type)](const Receipt& receipt) {
        respond(receipt.error ? error_response(media_type, *receipt.error) : success(media_type, receipt));
      });
}

/// The handler as a job.
Handler as_job(const RunJob& run_job, Handler handler) {
  return [run_job, handler = std::move(handler)](Request request, const Respond& respond) {
    const void* const sender = request.sender;
    run_job(sender, [handler, request = std::move(request), respond]() mutable {
      const std::string media_type = request.media_type();
      try {
        handler(std::move(request), respond);
      } catch (const std::exception& failure) {
        respond(error_response(media_type, to_request_error(failure)));
      }
    });
  };
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

std::vector<Route> span_routes(const Receiver& receiver, const RunJob& run_job,
                               std::chrono::milliseconds deadline) {
  const auto post = [&](std::string_view path, std::vector<std::string_view> media_types, Handler handler) {
    return Route{"POST",
                 path,
                 std::move(media_types),
                 as_job(run_job, std::move(handler)),
                 deadline,
                 {RequestError::Kind::kUnavailable, "the spans were not stored in time; try again"}};
  };
  return {
      post("/v1/traces", {kProtobuf, kJson}, otlp_handler(receiver)),
      // Exporters that were told an endpoint for traces without a path.
      post("/", {kProtobuf, kJson}, otlp_handler(receiver)),
      post("/api/v2/spans", {kJson, ""}, zipkin_handler(receiver)),
      post("/api/v1/spans", {kJson, ""}, zipkin_handler(receiver)),
      post("/api/traces", {kThrift, kThriftBinary}, jaeger_handler(receiver)),
  };
}

}  // namespace tracewh::net
