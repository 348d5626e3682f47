#include "encode/otlp_protobuf.hpp"

#include "content/content_reader.hpp"
#include "encode/groups.hpp"
#include "encode/otlp_protobuf_value.hpp"

#include <ostream>

namespace tracewh::encode {
namespace {

using protozero::pbf_writer;

void add_id(pbf_writer& message, std::uint32_t field, const model::TraceId& id) {
  const std::string bytes(id.bytes.begin(), id.bytes.end());
  message.add_bytes(field, bytes);
}

void add_id(pbf_writer& message, std::uint32_t field, model::SpanId id) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(id.value >> shift));
  message.add_bytes(field, bytes);
}

void add_text(pbf_writer& message, std::uint32_t field, std::string_view text) {
  if (!text.empty()) message.add_string(field, text.data(), text.size());
}

void add_count(pbf_writer& message, std::uint32_t field, std::uint32_t count) {
  if (count != 0) message.add_uint32(field, count);
}

void add_event(pbf_writer& span, const content::Event& event) {
  pbf_writer message(span, 11);
  message.add_fixed64(1, static_cast<std::uint64_t>(event.time_ns));
  add_text(message, 2, event.name);
  add_key_values(message, 3, event.attributes);
  add_count(message, 4, event.dropped_attributes);
}

void add_link(pbf_writer& span, const content::Link& link) {
  pbf_writer message(span, 13);
  add_id(message, 1, link.trace_id);
  add_id(message, 2, link.span_id);
  add_text(message, 3, link.trace_state);
  add_key_values(message, 4, link.attributes);
  add_count(message, 5, link.dropped_attributes);
  if (link.flags != 0) message.add_fixed32(6, link.flags);
}

void add_status(pbf_writer& span, const model::Span& stored) {
  pbf_writer status(span, 15);
  add_text(status, 2, stored.status_message);
  if (stored.status != model::StatusCode::kUnset)
    status.add_enum(3, static_cast<std::int32_t>(stored.status));
}

class OtlpProtobuf final : public Encoder {
 public:
  OtlpProtobuf(std::ostream& out, bool framed) : out_(out), framed_(framed) {}

  void write(model::Trace chunk) override {
    message_.clear();
    pbf_writer traces(message_);
    for (const ResourceGroup& group : group(chunk)) add_group(traces, group, chunk);
    if (framed_) write_length();
    out_ << message_;
  }

 private:
  void write_length() {
    for (int shift = 24; shift >= 0; shift -= 8) out_.put(static_cast<char>(message_.size() >> shift));
  }

  void add_group(pbf_writer& traces, const ResourceGroup& group, const model::Trace& chunk) {
    const model::Resource& stored = chunk.resources[group.resource];
    pbf_writer message(traces, 1);
    {
      pbf_writer resource(message, 1);
      add_key_values(resource, 1, content_.object(stored.attributes));
      add_count(resource, 2, stored.dropped_attributes);
      for (const content::Attributes& ref : content_.objects(stored.entity_refs))
        add_entity_ref(resource, 3, ref);
    }
    for (const ScopeGroup& scope : group.scopes) add_scope(message, scope, chunk);
    add_text(message, 3, stored.schema_url);
  }

  void add_scope(pbf_writer& resource, const ScopeGroup& group, const model::Trace& chunk) {
    const model::Scope& stored = chunk.scopes[group.scope];
    pbf_writer message(resource, 2);
    {
      pbf_writer scope(message, 1);
      add_text(scope, 1, stored.name);
      add_text(scope, 2, stored.version);
      add_key_values(scope, 3, content_.object(stored.attributes));
      add_count(scope, 4, stored.dropped_attributes);
    }
    for (const model::Span* span : group.spans) add_span(message, *span, chunk.trace_id);
    add_text(message, 3, stored.schema_url);
  }

  void add_span(pbf_writer& scope, const model::Span& stored, const model::TraceId& trace_id) {
    const content::SpanContent content = content_.span(stored);
    pbf_writer span(scope, 2);
    add_id(span, 1, trace_id);
    add_id(span, 2, stored.span_id);
    add_text(span, 3, stored.payload->trace_state);
    if (stored.parent_span_id.valid()) add_id(span, 4, stored.parent_span_id);
    add_text(span, 5, stored.name);
    if (stored.kind != 0) span.add_enum(6, stored.kind);
    span.add_fixed64(7, static_cast<std::uint64_t>(stored.start_ns));
    if (stored.end_ns) span.add_fixed64(8, static_cast<std::uint64_t>(*stored.end_ns));
    add_key_values(span, 9, content.attributes);
    add_count(span, 10, stored.payload->dropped_attributes);
    for (const content::Event& event : content.events) add_event(span, event);
    add_count(span, 12, stored.payload->dropped_events);
    for (const content::Link& link : content.links) add_link(span, link);
    add_count(span, 14, stored.payload->dropped_links);
    add_status(span, stored);
    // Flags of zero say more than no flags.
    if (stored.flags) span.add_fixed32(16, *stored.flags);
  }

  std::ostream& out_;
  bool framed_;
  std::string message_;
  content::ContentReader content_;
};

}  // namespace

std::unique_ptr<Encoder> make_otlp_protobuf(std::ostream& out) {
  return std::make_unique<OtlpProtobuf>(out, false);
}

std::unique_ptr<Encoder> make_otlp_protobuf_stream(std::ostream& out) {
  return std::make_unique<OtlpProtobuf>(out, true);
}

}  // namespace tracewh::encode
