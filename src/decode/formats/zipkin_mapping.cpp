#include "decode/formats/zipkin_mapping.hpp"

#include "decode/formats/format.hpp"
#include "decode/formats/tag_mapping.hpp"
#include "decode/normalize/derived_id.hpp"
#include "decode/wire/json_attributes.hpp"
#include "decode/wire/json_scalar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tracewh::decode {
namespace {

const ZipkinTag* find_tag(const ZipkinSpan& span, std::string_view key) {
  const auto found = std::ranges::find(span.tags, key, &ZipkinTag::key);
  return found == span.tags.end() ? nullptr : &*found;
}

/// The service's name; exporters of OpenTelemetry also write it as a tag.
std::string_view service_name(const ZipkinSpan& span) {
  if (!span.local.service.empty()) return span.local.service;
  const ZipkinTag* const tag = find_tag(span, "service.name");
  return tag == nullptr ? std::string_view{} : tag->value.text;
}

void set_ids(const ZipkinSpan& span, SpanDraft& draft) {
  draft.trace_id = span.trace_id;
  draft.span_id = span.id;
  // Zipkin drops a parent that is the span itself, which some tracers write for a root.
  draft.parent_span_id = span.parent_id == span.id ? model::SpanId{} : span.parent_id;
  const bool called = span.kind != kZipkinClient && span.kind != kZipkinProducer;
  if (!span.shared || !called || !span.id.valid()) return;
  // Messages that were sent at once share it, each with a half of its own.
  const auto identity = fmt::format("shared {} {} {} {} {}", to_string(span.id), span.local.service,
                                    span.local.ipv4, span.local.ipv6, span.start_ns.value_or(0));
  draft.span_id = derive_span_id(span.trace_id, identity);
  draft.parent_span_id = span.id;
  draft.anomalies = model::anomaly::kSynthesisedId;
}

void set_times(const ZipkinSpan& span, SpanDraft& draft) {
  draft.start_ns = span.start_ns.value_or(0);
  if (!span.duration_ns || draft.start_ns == kBadTime) return;
  const bool bad = *span.duration_ns == kBadTime ||
                   __builtin_add_overflow(draft.start_ns, *span.duration_ns, &draft.end_ns);
  if (bad) draft.end_ns = kBadTime;
}

void add_absent(const ZipkinSpan& span, std::string_view key, const AttributeValue& value,
                AttributeList& list) {
  if (find_tag(span, key) == nullptr) list.add(key, value);
}

void add_address(const ZipkinSpan& span, const ZipkinEndpoint& endpoint, std::string_view address_key,
                 std::string_view port_key, AttributeList& list) {
  const std::string_view address = endpoint.ipv4.empty() ? endpoint.ipv6 : endpoint.ipv4;
  if (!address.empty()) add_absent(span, address_key, AttributeValue::of_text(address), list);
  if (endpoint.port != 0) add_absent(span, port_key, AttributeValue::of_integer(endpoint.port), list);
}

}  // namespace

void ZipkinMapping::add(const ZipkinSpan& span, SpanBuilder& builder) {
  add_resource(span, builder);
  builder.begin_scope();
  builder.begin_span();
  SpanDraft& draft = builder.span();
  set_ids(span, draft);
  set_times(span, draft);
  draft.name_text = span.name;
  draft.kind = span.kind;
  add_attributes(span, builder);
  for (const ZipkinAnnotation& annotation : span.annotations) add_event(annotation, builder);
  builder.end_span();
  builder.end_scope();
  builder.end_resource();
}

void ZipkinMapping::add_resource(const ZipkinSpan& span, SpanBuilder& builder) {
  builder.begin_resource();
  const std::string_view service = service_name(span);
  if (!service.empty()) builder.resource_attributes().add("service.name", AttributeValue::of_text(service));
}

void ZipkinMapping::add_attributes(const ZipkinSpan& span, SpanBuilder& builder) {
  TagMapping tags(builder, ErrorTag::kPresent);
  const std::string_view service = service_name(span);
  for (const ZipkinTag& tag : span.tags) {
    if (tag.key != "service.name" || tag.value.text != service) tags.add(tag.key, tag.value);
  }
  tags.finish();
  AttributeList& list = builder.span_attributes();
  if (span.debug) add_absent(span, "zipkin.debug", AttributeValue::of_bool(true), list);
  add_address(span, span.local, "network.local.address", "network.local.port", list);
  add_address(span, span.remote, "network.peer.address", "network.peer.port", list);
  if (!span.remote.service.empty()) {
    add_absent(span, "peer.service", AttributeValue::of_text(span.remote.service), list);
  }
}

void ZipkinMapping::add_event(const ZipkinAnnotation& annotation, SpanBuilder& builder) {
  builder.begin_event();
  if (!read_event(annotation.value, builder)) {
    builder.begin_event();
    builder.event().name = annotation.value;
  }
  builder.event().time_ns = annotation.time_ns;
  builder.end_event();
}

/// The form in which OpenTelemetry writes an event that has attributes: `"name": {…}`, one member of a JSON
/// object. False when it is anything else.
bool ZipkinMapping::read_event(std::string_view text, SpanBuilder& builder) {
  if (!text.starts_with('"') || !text.ends_with('}')) return false;
  json_.assign("{").append(text).append("}");
  const std::size_t size = json_.size();
  json_.append(kPaddingBytes, ' ');
  IssueCounter unused;
  AttributeList& list = builder.item_attributes();
  std::size_t members = 0;
  const bool whole = cursor_.open(std::string_view(json_).substr(0, size), unused) &&
                     cursor_.each_root_member([&](std::string_view key, JsonCursor::Value& value) {
                       builder.event().name = list.keep(read_json_text(key, list, unused).text);
                       return ++members == 1 && json_token(value).front() == '{' &&
                              read_json_attributes(cursor_, value, list, unused);
                     });
  return whole && members == 1;
}

}  // namespace tracewh::decode
