#include "encode/jaeger.hpp"

#include "base/json_writer.hpp"
#include "content/content_reader.hpp"
#include "encode/mapped_attributes.hpp"
#include "encode/trace_id_text.hpp"
#include "model/jaeger_names.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <unordered_map>
#include <vector>

namespace tracewh::encode {
namespace {

// Larger integers are text, since JavaScript would round them.
constexpr std::int64_t kMaxSafeInteger = (std::int64_t{1} << 53) - 1;

constexpr std::uint32_t kSampled = 1;

std::int64_t microseconds(std::int64_t nanoseconds) { return nanoseconds / 1'000; }

/// Writes the type and value of a tag.
struct TagWriter {
  base::JsonWriter& json;

  void operator()(std::monostate) const { text({}); }
  void operator()(std::string_view value) const { text(value); }

  void operator()(bool value) const {
    type("bool");
    json.boolean(value);
  }

  void operator()(std::int64_t value) const {
    type("int64");
    const bool safe = value >= -kMaxSafeInteger && value <= kMaxSafeInteger;
    safe ? json.integer(value) : json.quoted_integer(value);
  }

  void operator()(double value) const {
    type("float64");
    std::isfinite(value) ? json.real(value) : json.text(content::real_word(value));
  }

  void operator()(const content::Base64& bytes) const {
    type("binary");
    json.text(bytes.text);
  }

  void operator()(const content::Value::Array& array) const { text(content::plain_text({array})); }
  void operator()(const content::Value::Map& map) const { text(content::plain_text({map})); }

  void type(std::string_view name) const {
    json.key("type").text(name);
    json.key("value");
  }

  void text(std::string_view value) const {
    type("string");
    json.text(value);
  }
};

/// Takes what came as warnings out of the attributes; nothing when it is no list of texts.
content::Value::Array take_warnings(content::Attributes& attributes) {
  const auto found =
      std::ranges::find(attributes, model::kJaegerWarningsKey, [](const auto& each) { return each.key; });
  if (found == attributes.end()) return {};
  const auto* const list = std::get_if<content::Value::Array>(&found->value.data);
  const auto is_text = [](const content::Value& value) { return value.text() != nullptr; };
  if (list == nullptr || !std::ranges::all_of(*list, is_text)) return {};
  content::Value::Array warnings = *list;
  attributes.erase(found);
  return warnings;
}

/// Whether a link was a reference of that type before; without a word it is one that follows.
bool is_child_of(const content::Link& link) {
  const content::Value* const type = content::find(link.attributes, model::kOpenTracingRefType);
  return type != nullptr && type->text() != nullptr && *type->text() == "child_of";
}

class Jaeger final : public Encoder {
 public:
  /// `before` and `after` surround the traces.
  Jaeger(std::ostream& out, std::string_view before, std::string_view after)
      : out_(out), after_(after), json_(text_) {
    out_ << before;
  }

  void write(model::Trace chunk) override {
    text_.clear();
    if (chunk.first) begin_trace(chunk.trace_id);
    const std::vector<std::string> processes = process_ids(chunk);
    for (const model::Span& span : chunk.spans) {
      write_span(span, chunk, processes[span.resource]);
    }
    if (chunk.last) end_trace();
    out_ << text_;
  }

  void finish() override { out_ << after_; }

 private:
  void begin_trace(const model::TraceId& id) {
    processes_.clear();
    process_texts_.clear();
    processes_json_ = base::JsonWriter(process_texts_);
    json_.end_line();
    json_.open('{');
    json_.key("traceID").text(trace_id_text(id));
    json_.key("spans").open('[');
  }

  void end_trace() {
    json_.close(']');
    json_.key("processes").open('{');
    text_ += process_texts_;
    json_.close('}');
    json_.key("warnings").null();
    json_.close('}');
  }

  /// The process of each resource, numbered as they come; those that are new are kept for the trace's end.
  std::vector<std::string> process_ids(const model::Trace& chunk) {
    std::vector<std::string> ids;
    for (const model::Resource& resource : chunk.resources) {
      const std::string next = "p" + std::to_string(processes_.size() + 1);
      const auto [found, is_new] = processes_.try_emplace(std::string(resource.attributes), next);
      if (is_new) add_process(found->second, resource);
      ids.push_back(found->second);
    }
    return ids;
  }

  void add_process(std::string_view id, const model::Resource& resource) {
    processes_json_.key(id).open('{');
    processes_json_.key("serviceName")
        .text(resource.service.empty() ? model::kJaegerNoServiceName : resource.service);
    content::Attributes attributes = content_.object(resource.attributes);
    std::erase_if(attributes, [&](const content::Attribute& attribute) {
      return attribute.key == "service.name" && attribute.value.text() != nullptr;
    });
    write_tags(processes_json_, "tags", attributes);
    processes_json_.close('}');
  }

  void write_span(const model::Span& span, const model::Trace& chunk, std::string_view process) {
    content::SpanContent content = content_.span(span);
    const content::Value::Array warnings = take_warnings(content.attributes);
    json_.end_line();
    json_.open('{');
    json_.key("traceID").text(trace_id_text(chunk.trace_id));
    json_.key("spanID").text(to_string(span.span_id));
    if ((span.flags.value_or(0) & kSampled) != 0) json_.key("flags").integer(kSampled);
    json_.key("operationName").text(span.name);
    write_references(span, content, chunk.trace_id);
    json_.key("startTime").integer(microseconds(span.start_ns));
    json_.key("duration").integer(microseconds(span.duration_ns().value_or(0)));
    write_tags(json_, "tags", tags(span, chunk.scopes[span.scope], content.attributes));
    write_logs(content.events);
    json_.key("processID").text(process);
    write_warnings(warnings, !span.end_ns);
    json_.close('}');
  }

  void write_references(const model::Span& span, const content::SpanContent& content,
                        const model::TraceId& trace_id) {
    json_.key("references").open('[');
    if (span.parent_span_id.valid()) write_reference("CHILD_OF", trace_id, span.parent_span_id);
    for (const content::Link& link : content.links)
      write_reference(is_child_of(link) ? "CHILD_OF" : "FOLLOWS_FROM", link.trace_id, link.span_id);
    json_.close(']');
  }

  void write_reference(std::string_view type, const model::TraceId& trace_id, model::SpanId span_id) {
    json_.open('{');
    json_.key("refType").text(type);
    json_.key("traceID").text(trace_id_text(trace_id));
    json_.key("spanID").text(to_string(span_id));
    json_.close('}');
  }

  /// The kind comes first: an attribute of the same name may tell a role.
  static content::Attributes tags(const model::Span& span, const model::Scope& scope,
                                  const content::Attributes& attributes) {
    content::Attributes tags;
    if (span.kind != 0 && !model::span_kind_name(span.kind).empty())
      tags.push_back({"span.kind", {model::span_kind_name(span.kind)}});
    tags.insert(tags.end(), attributes.begin(), attributes.end());
    const content::Attributes mapped = mapped_attributes(span, scope, attributes);
    tags.insert(tags.end(), mapped.begin(), mapped.end());
    if (span.status == model::StatusCode::kError) tags.push_back({"error", {true}});
    return tags;
  }

  void write_logs(const std::vector<content::Event>& events) {
    json_.key("logs").open('[');
    for (const content::Event& event : events) {
      json_.open('{');
      json_.key("timestamp").integer(microseconds(event.time_ns));
      content::Attributes fields;
      if (!event.name.empty() && content::find(event.attributes, "event") == nullptr)
        fields.push_back({"event", {event.name}});
      fields.insert(fields.end(), event.attributes.begin(), event.attributes.end());
      write_tags(json_, "fields", fields);
      json_.close('}');
    }
    json_.close(']');
  }

  void write_warnings(const content::Value::Array& warnings, bool unfinished) {
    json_.key("warnings");
    if (warnings.empty() && !unfinished) return void(json_.null());
    json_.open('[');
    for (const content::Value& warning : warnings) json_.text(*warning.text());
    if (unfinished) json_.text(model::kJaegerUnfinished);
    json_.close(']');
  }

  static void write_tags(base::JsonWriter& json, std::string_view name, const content::Attributes& tags) {
    json.key(name).open('[');
    for (const auto& [key, value] : tags) {
      json.open('{');
      json.key("key").text(key);
      std::visit(TagWriter{json}, value.data);
      json.close('}');
    }
    json.close(']');
  }

  std::ostream& out_;
  std::string_view after_;
  std::string text_;
  base::JsonWriter json_;
  content::ContentReader content_;
  std::unordered_map<std::string, std::string> processes_;  // of the trace: attributes to ID
  std::string process_texts_;                               // the members of `processes`
  base::JsonWriter processes_json_{process_texts_};
};

}  // namespace

std::unique_ptr<Encoder> make_jaeger(std::ostream& out) {
  return std::make_unique<Jaeger>(out, R"({"data":[)",
                                  "\n],\"total\":0,\"limit\":0,\"offset\":0,\"errors\":null}\n");
}

std::unique_ptr<Encoder> make_jaeger_list(std::ostream& out) {
  return std::make_unique<Jaeger>(out, "[", "\n]");
}

}  // namespace tracewh::encode
