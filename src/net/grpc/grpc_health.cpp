#include "net/grpc/grpc_health.hpp"

#include <protozero/exception.hpp>
#include <protozero/pbf_reader.hpp>
#include <protozero/pbf_writer.hpp>

namespace tracewh::net {
namespace {

constexpr int kServing = 1;
constexpr int kNotServing = 2;

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

GrpcReply check_health(std::string_view message, bool is_serving) {
  try {
    const std::string service = service_of(message);
    if (!service.empty() && service != "opentelemetry.proto.collector.trace.v1.TraceService") {
      return {{GrpcCode::kNotFound, "no such service", {}}, {}};
    }
  } catch (const protozero::exception&) {
    return {{GrpcCode::kInvalidArgument, "not a HealthCheckRequest", {}}, {}};
  }
  GrpcReply reply;
  protozero::pbf_writer(reply.message).add_enum(1, is_serving ? kServing : kNotServing);
  return reply;
}

}  // namespace tracewh::net
