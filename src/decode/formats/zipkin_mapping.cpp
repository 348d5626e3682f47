#include "decode/formats/zipkin_mapping.hpp"

#include "base/number.hpp"
#include "decode/formats/format.hpp"
#include "decode/formats/tag_mapping.hpp"
#include "decode/wire/id_text.hpp"
#include "decode/wire/json_attributes.hpp"
#include "decode/wire/json_scalar.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace tracewh::decode {
namespace {

constexpr std::string_view kServiceName = "serviceName";
constexpr std::string_view kLinkPrefix = "otlp.link.";

/// What the Collector's exporter puts into one text.
struct CollectorText {
  std::string_view head;
  std::string_view attributes;  ///< a JSON object
  std::uint32_t dropped = 0;
};

/// Takes `head|{…}|dropped` apart; none when it is anything else.
std::optional<CollectorText> split_collector_text(std::string_view text) {
  const std::size_t object = text.find("|{");
  const std::size_t end = text.rfind("}|");
  if (object == std::string_view::npos || end == std::string_view::npos || end < object) return std::nullopt;
  const auto dropped = base::parse_integer<std::uint32_t>(text.substr(end + 2));
  if (!dropped) return std::nullopt;
  return CollectorText{text.substr(0, object), text.substr(object + 1, end - object), *dropped};
}

std::optional<std::int64_t> link_number(std::string_view key) {
  if (!key.starts_with(kLinkPrefix)) return std::nullopt;
  return base::parse_integer<std::int64_t>(key.substr(kLinkPrefix.size()));
}

bool is_link(const ZipkinTag& tag) {
  return tag.value.type == AttributeValue::Type::kText && link_number(tag.key).has_value();
}

const ZipkinTag* find_tag(const ZipkinSpan& span, std::string_view key) {
  const auto found = std::ranges::find(span.tags, key, &ZipkinTag::key);
  return found == span.tags.end() ? nullptr : &*found;
}

/// The service's name; exporters of OpenTelemetry also write it as a tag.
std::string_view service_name(const ZipkinSpan& span) {
  if (!span.local.service.empty() && !is_no_service(span.local.service)) return span.local.service;
  const ZipkinTag* const tag = find_tag(span, "service.name");
  return tag == nullptr ? std::string_view{} : tag->value.text;
}

void set_ids(const ZipkinSpan& span, SpanDraft& draft) {
  draft.trace_id = span.trace_id;
  draft.span_id = span.id;
  // Zipkin drops a parent that is the span itself, which some tracers write for a root.
  draft.parent_span_id = span.parent_id == span.id ? model::SpanId{} : span.parent_id;
}

void set_times(const ZipkinSpan& span, SpanDraft& draft) {
  draft.start_ns = span.start_ns.value_or(0);
  if (!span.duration_ns || draft.start_ns == kBadTime) return;
  const bool bad = *span.duration_ns == kBadTime ||
                   __builtin_add_overflow(draft.start_ns, *span.duration_ns, &draft.end_ns);
  if (bad) draft.end_ns = kBadTime;
}

void add_absent(const ZipkinSpan& span, std::string_view source_key, std::string_view key,
                const AttributeValue& value, AttributeList& list) {
  if (find_tag(span, key) == nullptr) list.add_renamed(source_key, key, value);
}

void add_address(const ZipkinSpan& span, const ZipkinEndpoint& endpoint, std::string_view address_key,
                 std::string_view port_key, AttributeList& list) {
  const auto [source_key, address] =
      endpoint.ipv4.empty() ? std::pair("ipv6", endpoint.ipv6) : std::pair("ipv4", endpoint.ipv4);
  if (!address.empty()) add_absent(span, source_key, address_key, AttributeValue::of_text(address), list);
  if (endpoint.port != 0) add_absent(span, "port", port_key, AttributeValue::of_integer(endpoint.port), list);
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
  // Only who is called shares.
  draft.kind = span.shared && span.kind == kZipkinLocal ? kZipkinServer : span.kind;
  add_attributes(span, builder);
  add_links(span, builder);
  for (const ZipkinAnnotation& annotation : span.annotations) add_event(annotation, builder);
  builder.end_span();
  builder.end_scope();
  builder.end_resource();
}

void ZipkinMapping::add_resource(const ZipkinSpan& span, SpanBuilder& builder) {
  builder.begin_resource();
  const std::string_view service = service_name(span);
  if (!service.empty()) {
    builder.resource_attributes().add_renamed(kServiceName, "service.name", AttributeValue::of_text(service));
  }
}

void ZipkinMapping::add_attributes(const ZipkinSpan& span, SpanBuilder& builder) {
  TagMapping tags(builder, ErrorTag::kPresent);
  const std::string_view service = service_name(span);
  for (const ZipkinTag& tag : span.tags) {
    if (tag.key == "service.name" && tag.value.text == service) continue;
    if (!is_link(tag)) tags.add(tag.key, tag.value);
  }
  tags.finish();
  AttributeList& list = builder.span_attributes();
  if (span.debug) add_absent(span, "debug", "zipkin.debug", AttributeValue::of_bool(true), list);
  add_address(span, span.local, "network.local.address", "network.local.port", list);
  add_address(span, span.remote, "network.peer.address", "network.peer.port", list);
  if (!span.remote.service.empty()) {
    add_absent(span, kServiceName, "peer.service", AttributeValue::of_text(span.remote.service), list);
  }
}

void ZipkinMapping::add_event(const ZipkinAnnotation& annotation, SpanBuilder& builder) {
  builder.begin_event();
  if (!read_event(annotation.value, builder) && !read_collector_event(annotation.value, builder)) {
    builder.begin_event();
    builder.event().name = builder.item_attributes().concealed_members(annotation.value);
  }
  builder.event().time_ns = annotation.time_ns;
  builder.end_event();
}

/// Begins to read an object, of which nothing is an issue: the text may be anything.
bool ZipkinMapping::open(std::string_view object) {
  json_.assign(object).append(kPaddingBytes, ' ');
  return cursor_.open(std::string_view(json_).substr(0, object.size()), ignored_);
}

/// The form in which OpenTelemetry writes an event that has attributes: `"name": {…}`, one member of a JSON
/// object. False when it is anything else.
bool ZipkinMapping::read_event(std::string_view text, SpanBuilder& builder) {
  if (!text.starts_with('"') || !text.ends_with('}')) return false;
  AttributeList& list = builder.item_attributes();
  std::size_t members = 0;
  const bool whole = open(std::string("{").append(text).append("}")) &&
                     cursor_.each_root_member([&](std::string_view key, JsonCursor::Value& value) {
                       builder.event().name = list.keep(read_json_text(key, list, ignored_).text);
                       return ++members == 1 && json_token(value).front() == '{' &&
                              read_json_attributes(cursor_, value, list, ignored_, MapForm::kStored);
                     });
  return whole && members == 1;
}

/// The form of the Collector's exporter: `name|{…}|dropped`. False when it is anything else.
bool ZipkinMapping::read_collector_event(std::string_view text, SpanBuilder& builder) {
  const auto parts = split_collector_text(text);
  if (!parts || !read_attributes(parts->attributes, builder)) return false;
  builder.event().name = parts->head;
  builder.event().dropped_attributes = parts->dropped;
  return true;
}

/// Adds the members of a JSON object to the event or link at hand. False when it is none.
bool ZipkinMapping::read_attributes(std::string_view object, SpanBuilder& builder) {
  AttributeList& list = builder.item_attributes();
  const bool whole =
      open(object) && cursor_.each_root_member([&](std::string_view key, JsonCursor::Value& value) {
        AttributeValue read;
        if (!read_json_value(cursor_, value, list, ignored_, read)) return false;
        list.add(read_json_text(key, list, ignored_).text, read);
        return true;
      });
  return whole && cursor_.location() == object.size();
}

/// In the order of their numbers, which that of the tags is not.
void ZipkinMapping::add_links(const ZipkinSpan& span, SpanBuilder& builder) {
  std::map<std::int64_t, const ZipkinTag*> links;
  for (const ZipkinTag& tag : span.tags) {
    if (is_link(tag)) links[*link_number(tag.key)] = &tag;
  }
  for (const auto& [number, tag] : links) {
    if (!add_link(*tag, builder)) builder.span_attributes().add(tag->key, tag->value);
  }
}

/// The form of the Collector's exporter: `trace ID|span ID|trace state|{…}|dropped`. False when it is
/// anything else, or is hidden.
bool ZipkinMapping::add_link(const ZipkinTag& tag, SpanBuilder& builder) {
  builder.begin_link();
  const std::string_view text = builder.item_attributes().concealed(tag.key, tag.value).text;
  const auto parts = split_collector_text(text);
  if (!parts || !read_attributes(parts->attributes, builder)) return false;
  const std::size_t first = parts->head.find('|');
  const std::size_t second = parts->head.find('|', std::min(first, parts->head.size() - 1) + 1);
  if (second == std::string_view::npos) return false;
  LinkDraft& link = builder.link();
  link.trace_id = parse_short_trace_id(parts->head.substr(0, first)).value_or(model::TraceId{});
  link.span_id =
      parse_short_span_id(parts->head.substr(first + 1, second - first - 1)).value_or(model::SpanId{});
  link.trace_state = parts->head.substr(second + 1);
  link.dropped_attributes = parts->dropped;
  builder.end_link();
  return true;
}

}  // namespace tracewh::decode
