#include "net/grpc/grpc_service.hpp"

#include "net/http/content_coding.hpp"
#include "net/receive/otlp_response.hpp"

#include <protozero/exception.hpp>
#include <protozero/pbf_reader.hpp>
#include <protozero/pbf_writer.hpp>

#include <exception>
#include <utility>
#include <variant>

namespace tracewh::net {
namespace {

// HealthCheckResponse.ServingStatus of grpc.health.v1.
constexpr int kServing = 1;
constexpr int kNotServing = 2;

/// The service that a HealthCheckRequest asks about; empty for the whole server.
std::string service_of(std::string_view message) {
  protozero::pbf_reader request(message.data(), message.size());
  std::string service;
  while (request.next()) {
    if (request.tag_and_type() == protozero::tag_and_type(1, protozero::pbf_wire_type::length_delimited)) {
      service = request.get_string();
    } else {
      request.skip();
    }
  }
  return service;
}

}  // namespace

GrpcService::GrpcService(const Receiver& receiver, ByteBudget& bodies, Metrics& metrics, GetHealth get_health,
                         RunJob run_job, std::string token)
    : receiver_(receiver),
      bodies_(bodies),
      metrics_(metrics),
      get_health_(std::move(get_health)),
      run_job_(std::move(run_job)),
      token_(std::move(token)) {}

void GrpcService::carry_out(GrpcCall call, OnReply on_reply) const {
  const void* const sender = call.sender;
  run_job_(sender, [this, call = std::move(call), on_reply = std::move(on_reply)]() mutable {
    try {
      run(call, on_reply);
    } catch (const std::exception& failure) {
      on_reply({{}, to_request_error(failure)});
    }
  });
}

void GrpcService::run(GrpcCall& call, const OnReply& on_reply) const {
  auto content = decode_content(call.coding, std::move(call.message), *call.memory);
  if (const auto* error = std::get_if<RequestError>(&content)) {
    receiver_.count_undecoded(*error);
    return on_reply({{}, *error});
  }
  auto& message = std::get<std::string>(content);
  if (call.method == GrpcMethod::kCheckHealth) return on_reply(check_health(message));
  ByteBudget::Share& budget = *call.memory;
  receiver_.receive("otlp_grpc", *decode::find_format("otlp-proto"), std::move(message), budget,
                    [on_reply, memory = std::move(call.memory)](const Receipt& receipt) {
                      on_reply({otlp_success_message(receipt), receipt.error});
                    });
}

GrpcReply GrpcService::check_health(std::string_view message) const {
  try {
    const std::string service = service_of(message);
    if (!service.empty() && service != "opentelemetry.proto.collector.trace.v1.TraceService") {
      return {{}, RequestError{RequestError::Kind::kNotFound, "no such service"}};
    }
  } catch (const protozero::exception&) {
    return {{}, RequestError{RequestError::Kind::kMalformed, "not a HealthCheckRequest"}};
  }
  GrpcReply reply;
  const bool is_serving = get_health_().trouble.empty();
  protozero::pbf_writer(reply.message).add_enum(1, is_serving ? kServing : kNotServing);
  return reply;
}

}  // namespace tracewh::net
