#include "bench/encoder.hpp"

#include <protozero/pbf_writer.hpp>

#include <array>

/// Field numbers are those of opentelemetry.proto.trace.v1 and opentelemetry.proto.common.v1.
namespace tracewh::bench {
namespace {

using protozero::pbf_writer;

struct WriteValue {
  pbf_writer& value;

  void operator()(const std::string& text) const { value.add_string(1, text); }
  void operator()(std::int64_t number) const { value.add_int64(3, number); }
  void operator()(double number) const { value.add_double(4, number); }
};

void write_attributes(pbf_writer& parent, protozero::pbf_tag_type tag,
                      std::span<const GeneratedAttribute> attributes) {
  for (const GeneratedAttribute& attribute : attributes) {
    pbf_writer pair(parent, tag);
    pair.add_string(1, attribute.key.data(), attribute.key.size());
    pbf_writer value(pair, 2);
    std::visit(WriteValue{value}, attribute.value);
  }
}

void write_id(pbf_writer& span, protozero::pbf_tag_type tag, model::SpanId id) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(id.value >> (56 - 8 * i));
  span.add_bytes(tag, bytes.data(), bytes.size());
}

void write_event(pbf_writer& span, const GeneratedEvent& event) {
  pbf_writer message(span, 11);
  message.add_fixed64(1, static_cast<std::uint64_t>(event.time_ns));
  message.add_string(2, event.name.data(), event.name.size());
  write_attributes(message, 3, event.attributes);
}

void write_status(pbf_writer& span, const GeneratedSpan& source) {
  pbf_writer status(span, 15);
  if (!source.status_message.empty()) status.add_string(2, source.status_message);
  status.add_enum(3, source.status);
}

void write_span(pbf_writer& scope_spans, const GeneratedSpan& source) {
  pbf_writer span(scope_spans, 2);
  const std::string trace_id(source.trace_id.bytes.begin(), source.trace_id.bytes.end());
  span.add_bytes(1, trace_id);
  write_id(span, 2, source.span_id);
  if (source.parent_span_id.valid()) write_id(span, 4, source.parent_span_id);
  span.add_string(5, source.name);
  span.add_enum(6, 1);
  span.add_fixed64(7, static_cast<std::uint64_t>(source.start_ns));
  span.add_fixed64(8, static_cast<std::uint64_t>(source.end_ns));
  write_attributes(span, 9, source.attributes);
  for (const GeneratedEvent& event : source.events) write_event(span, event);
  write_status(span, source);
  span.add_fixed32(16, source.flags);
}

void write_scope(pbf_writer& scope_spans) {
  pbf_writer scope(scope_spans, 1);
  scope.add_string(1, kScopeName.data(), kScopeName.size());
  scope.add_string(2, kScopeVersion.data(), kScopeVersion.size());
}

void write_resource(pbf_writer& resource_spans, Service service) {
  pbf_writer resource(resource_spans, 1);
  write_attributes(resource, 1, resource_attributes(service));
}

}  // namespace

std::string encode_protobuf(Service service, std::span<const GeneratedSpan> spans) {
  std::string out;
  pbf_writer data(out);
  pbf_writer resource_spans(data, 1);
  write_resource(resource_spans, service);
  {
    pbf_writer scope_spans(resource_spans, 2);
    write_scope(scope_spans);
    for (const GeneratedSpan& span : spans) write_span(scope_spans, span);
  }
  resource_spans.commit();
  return out;
}

std::string encode_protobuf_stream(Service service, std::span<const GeneratedSpan> spans) {
  const std::string message = encode_protobuf(service, spans);
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(message.size() >> shift));
  return out + message;
}

}  // namespace tracewh::bench
