#include "base/json_writer.hpp"
#include "content/content_reader.hpp"
#include "model/evidence.hpp"
#include "render/json_value.hpp"
#include "render/span_detail.hpp"

#include <ostream>
#include <string>

namespace tracewh::render {
namespace {

using base::JsonWriter;

void add_text(JsonWriter& json, std::string_view text) { text.empty() ? json.null() : json.text(text); }

void add_number(JsonWriter& json, std::optional<std::int64_t> number) {
  number ? json.integer(*number) : json.null();
}

std::string attributes_json(const content::Attributes& attributes) {
  std::string text;
  content::append_json(text, attributes);
  return text;
}

std::string_view or_empty(std::string_view json, std::string_view empty) {
  return json.empty() ? empty : json;
}

void add_fields(JsonWriter& json, const model::Trace& trace, const model::Span& span) {
  json.key("trace_id").text(model::to_string(trace.trace_id));
  json.key("span_id").text(model::to_string(span.span_id));
  json.key("parent_span_id");
  span.parent_span_id.valid() ? json.text(model::to_string(span.parent_span_id)) : json.null();
  json.key("name").text(span.name);
  json.key("service").text(trace.service_of(span));
  json.key("role").text(model::to_string(span.role));
  json.key("kind").text(model::span_kind_text(span.kind));
  const std::int64_t start_ns = span.known_start_ns();
  add_number(json.key("start_ns"), start_ns == 0 ? std::nullopt : std::optional(start_ns));
  add_number(json.key("duration_ns"), span.duration_ns());
  json.key("status").text(model::to_string(span.status));
  add_text(json.key("status_message"), span.status_message);
  add_text(json.key("error_message"), span.error_message);
  write_texts(json.key("evidence"), model::evidence_names(span.evidence));
  add_text(json.key("trace_state"), span.payload->trace_state);
  add_number(json.key("flags"), span.flags ? std::optional<std::int64_t>(*span.flags) : std::nullopt);
}

}  // namespace

void write_span_json(const model::Trace& trace, const model::Span& span, const Style&, std::ostream& out) {
  std::string text;
  JsonWriter json(text, base::JsonEscapes::kVisible);
  content::ContentReader reader;
  json.open('{');
  add_fields(json, trace, span);
  json.key("attributes").raw(attributes_json(reader.span(span).attributes));
  json.key("events").raw(or_empty(span.payload->events, "[]"));
  json.key("links").raw(or_empty(span.payload->links, "[]"));
  json.key("dropped_attributes").count(span.payload->dropped_attributes);
  json.key("dropped_events").count(span.payload->dropped_events);
  json.key("dropped_links").count(span.payload->dropped_links);
  const model::Resource& resource = trace.resources[span.resource];
  json.key("resource").raw(or_empty(resource.attributes, "{}"));
  const model::Scope& scope = trace.scopes[span.scope];
  json.key("scope").open('{');
  json.key("name").text(scope.name);
  json.key("version").text(scope.version);
  json.key("attributes").raw(or_empty(scope.attributes, "{}"));
  json.close('}');
  json.close('}');
  out << text;
}

void write_span_jsonl(const model::Trace& trace, const model::Span& span, const Style& style,
                      std::ostream& out) {
  write_span_json(trace, span, style, out);
  out << '\n';
}

}  // namespace tracewh::render
