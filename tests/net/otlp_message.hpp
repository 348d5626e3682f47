#pragma once

#include <protozero/pbf_writer.hpp>

#include <string>
#include <string_view>

namespace tracewh::net::test {

/// An ExportTraceServiceRequest with one span.
inline std::string otlp_message(std::string_view name, std::string_view span_id = "spanspan") {
  std::string message;
  protozero::pbf_writer request(message);
  protozero::pbf_writer resource_spans(request, 1);
  protozero::pbf_writer scope_spans(resource_spans, 2);
  protozero::pbf_writer span(scope_spans, 2);
  span.add_bytes(1, "sixteen byte ids");
  span.add_bytes(2, span_id.data(), span_id.size());
  span.add_string(5, name.data(), name.size());
  span.add_fixed64(7, 1'766'000'000'000'000'000);
  span.add_fixed64(8, 1'766'000'000'000'000'001);
  return message;
}

/// A message behind its prefix, as in the body of a call of gRPC.
inline std::string grpc_framed(std::string_view message, bool compressed = false) {
  std::string body(1, compressed ? '\1' : '\0');
  for (int shift = 24; shift >= 0; shift -= 8) body.push_back(static_cast<char>(message.size() >> shift));
  return body.append(message);
}

}  // namespace tracewh::net::test
