#include "encode/otlp_json.hpp"

#include "base/json_writer.hpp"
#include "content/content_reader.hpp"
#include "encode/groups.hpp"

#include <cmath>
#include <ostream>

namespace tracewh::encode {
namespace {

/// Writes one AnyValue.
struct ValueWriter {
  base::JsonWriter& json;

  void operator()(std::monostate) const {}
  void operator()(bool value) const { json.key("boolValue").boolean(value); }
  void operator()(std::int64_t value) const { json.key("intValue").quoted_integer(value); }
  void operator()(std::string_view value) const { json.key("stringValue").text(value); }
  void operator()(const content::Base64& bytes) const { json.key("bytesValue").text(bytes.text); }

  void operator()(double value) const {
    json.key("doubleValue");
    std::isfinite(value) ? json.real(value) : json.text(content::real_word(value));
  }

  void operator()(const content::Value::Array& array) const {
    json.key("arrayValue").open('{');
    json.key("values").open('[');
    for (const content::Value& element : array) write(element);
    json.close(']');
    json.close('}');
  }

  void operator()(const content::Value::Map& map) const {
    json.key("kvlistValue").open('{');
    list("values", map);
    json.close('}');
  }

  void write(const content::Value& value) const {
    json.open('{');
    std::visit(*this, value.data);
    json.close('}');
  }

  /// Key-value pairs.
  void list(std::string_view name, const content::Attributes& attributes) const {
    json.key(name).open('[');
    for (const auto& [key, value] : attributes) {
      json.open('{');
      json.key("key").text(key);
      json.key("value");
      write(value);
      json.close('}');
    }
    json.close(']');
  }
};

/// Writes the ResourceSpans of chunks.
class ResourceSpansWriter {
 public:
  /// `json` must outlive the writer.
  explicit ResourceSpansWriter(base::JsonWriter& json) : json_(json) {}

  void write(const model::Trace& chunk) {
    for (const ResourceGroup& group : group(chunk)) write_group(group, chunk);
  }

 private:
  void write_group(const ResourceGroup& group, const model::Trace& chunk) {
    const model::Resource& resource = chunk.resources[group.resource];
    json_.open('{');
    json_.key("resource").open('{');
    attributes(content_.object(resource.attributes));
    count("droppedAttributesCount", resource.dropped_attributes);
    entity_refs(content_.objects(resource.entity_refs));
    json_.close('}');
    json_.key("scopeSpans").open('[');
    for (const ScopeGroup& scope : group.scopes) write_scope(scope, chunk);
    json_.close(']');
    text("schemaUrl", resource.schema_url);
    json_.close('}');
  }

  void write_scope(const ScopeGroup& group, const model::Trace& chunk) {
    const model::Scope& scope = chunk.scopes[group.scope];
    json_.open('{');
    json_.key("scope").open('{');
    text("name", scope.name);
    text("version", scope.version);
    attributes(content_.object(scope.attributes));
    count("droppedAttributesCount", scope.dropped_attributes);
    json_.close('}');
    json_.key("spans").open('[');
    for (const model::Span* span : group.spans) write_span(*span, chunk.trace_id);
    json_.close(']');
    text("schemaUrl", scope.schema_url);
    json_.close('}');
  }

  void write_span(const model::Span& span, const model::TraceId& trace_id) {
    const content::SpanContent content = content_.span(span);
    json_.open('{');
    id("traceId", trace_id);
    id("spanId", span.span_id);
    text("traceState", span.payload->trace_state);
    id("parentSpanId", span.parent_span_id);
    text("name", span.name);
    if (span.kind != 0) json_.key("kind").integer(span.kind);
    json_.key("startTimeUnixNano").quoted_integer(span.start_ns);
    if (span.end_ns) json_.key("endTimeUnixNano").quoted_integer(*span.end_ns);
    attributes(content.attributes);
    count("droppedAttributesCount", span.payload->dropped_attributes);
    list("events", content.events, [&](const content::Event& event) { write_event(event); });
    count("droppedEventsCount", span.payload->dropped_events);
    list("links", content.links, [&](const content::Link& link) { write_link(link); });
    count("droppedLinksCount", span.payload->dropped_links);
    json_.key("status").open('{');
    text("message", span.status_message);
    count("code", static_cast<std::uint32_t>(span.status));
    json_.close('}');
    // Flags of zero say more than no flags.
    if (span.flags) json_.key("flags").integer(*span.flags);
    json_.close('}');
  }

  void write_event(const content::Event& event) {
    json_.open('{');
    json_.key("timeUnixNano").quoted_integer(event.time_ns);
    text("name", event.name);
    attributes(event.attributes);
    count("droppedAttributesCount", event.dropped_attributes);
    json_.close('}');
  }

  void write_link(const content::Link& link) {
    json_.open('{');
    id("traceId", link.trace_id);
    id("spanId", link.span_id);
    text("traceState", link.trace_state);
    attributes(link.attributes);
    count("droppedAttributesCount", link.dropped_attributes);
    count("flags", link.flags);
    json_.close('}');
  }

  void entity_refs(const std::vector<content::Attributes>& refs) {
    // They are stored with the names of OTLP JSON.
    list("entityRefs", refs,
         [&](const content::Attributes& ref) { content::append_json(json_.begin_value(), ref); });
  }

  template <typename T, typename Write>
  void list(std::string_view name, const std::vector<T>& items, Write write_item) {
    if (items.empty()) return;
    json_.key(name).open('[');
    for (const T& item : items) write_item(item);
    json_.close(']');
  }

  void attributes(const content::Attributes& attributes) {
    if (!attributes.empty()) ValueWriter{json_}.list("attributes", attributes);
  }

  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) json_.key(name).text(value);
  }

  void count(std::string_view name, std::uint32_t value) {
    if (value != 0) json_.key(name).integer(value);
  }

  template <typename Id>
  void id(std::string_view name, const Id& value) {
    if (value.valid()) json_.key(name).text(to_string(value));
  }

  base::JsonWriter& json_;
  content::ContentReader content_;
};

void begin(base::JsonWriter& json) {
  json.open('{');
  json.key("resourceSpans").open('[');
}

void end(base::JsonWriter& json) {
  json.close(']');
  json.close('}');
}

/// Each chunk on a line of its own.
class OtlpJson final : public Encoder {
 public:
  explicit OtlpJson(std::ostream& out) : out_(out) {}

  void write(model::Trace chunk) override {
    line_.clear();
    json_ = base::JsonWriter(line_);
    begin(json_);
    resource_spans_.write(chunk);
    end(json_);
    out_ << line_ << '\n';
  }

 private:
  std::ostream& out_;
  std::string line_;
  base::JsonWriter json_{line_};
  ResourceSpansWriter resource_spans_{json_};
};

class WholeOtlpJson final : public Encoder {
 public:
  explicit WholeOtlpJson(std::ostream& out) : out_(out) { begin(json_); }

  void write(model::Trace chunk) override {
    resource_spans_.write(chunk);
    flush();
  }

  void finish() override {
    end(json_);
    flush();
  }

 private:
  void flush() {
    out_ << text_;
    text_.clear();
  }

  std::ostream& out_;
  std::string text_;
  base::JsonWriter json_{text_};
  ResourceSpansWriter resource_spans_{json_};
};

}  // namespace

std::unique_ptr<Encoder> make_otlp_json(std::ostream& out) { return std::make_unique<OtlpJson>(out); }

std::unique_ptr<Encoder> make_otlp_json_whole(std::ostream& out) {
  return std::make_unique<WholeOtlpJson>(out);
}

}  // namespace tracewh::encode
