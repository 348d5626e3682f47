#include "encode/zipkin.hpp"

#include "base/json_text.hpp"
#include "base/json_writer.hpp"
#include "content/content_reader.hpp"
#include "encode/mapped_attributes.hpp"
#include "encode/trace_id_text.hpp"

#include <algorithm>
#include <map>
#include <ostream>

namespace tracewh::encode {
namespace {

constexpr std::int64_t kNanoseconds = 1'000;  // in a microsecond

using Tags = std::map<std::string_view, std::string>;

/// Zipkin has no word for local spans, nor for kinds that OpenTelemetry does not know.
std::string_view zipkin_kind(std::int32_t kind) {
  switch (kind) {
    case 2:
      return "SERVER";
    case 3:
      return "CLIENT";
    case 4:
      return "PRODUCER";
    case 5:
      return "CONSUMER";
    default:
      return {};
  }
}

class Zipkin final : public Encoder {
 public:
  explicit Zipkin(std::ostream& out) : out_(out), json_(text_) { out_ << '['; }

  void write(model::Trace chunk) override {
    text_.clear();
    resources_.clear();
    for (const model::Resource& resource : chunk.resources) resources_.push_back(tags_of(resource));
    for (const model::Span& span : chunk.spans) {
      json_.end_line();
      write_span(span, chunk);
    }
    out_ << text_;
  }

  void finish() override { out_ << "\n]\n"; }

 private:
  /// Tags whose keys live as long as this.
  using OwnedTags = std::map<std::string, std::string>;

  OwnedTags tags_of(const model::Resource& resource) {
    OwnedTags tags;
    for (const auto& [key, value] : content_.object(resource.attributes))
      tags.emplace(key, content::plain_text(value));
    return tags;
  }

  void write_span(const model::Span& span, const model::Trace& chunk) {
    const content::SpanContent content = content_.span(span);
    json_.open('{');
    json_.key("traceId").text(trace_id_text(chunk.trace_id));
    if (span.parent_span_id.valid()) json_.key("parentId").text(to_string(span.parent_span_id));
    json_.key("id").text(to_string(span.span_id));
    if (const auto kind = zipkin_kind(span.kind); !kind.empty()) json_.key("kind").text(kind);
    json_.key("name").text(span.name);
    json_.key("timestamp").integer(span.start_ns / kNanoseconds);
    // Zero would read as unknown, which an unfinished span's is.
    if (const auto duration = span.duration_ns()) {
      json_.key("duration").integer(std::max<std::int64_t>(1, *duration / kNanoseconds));
    }
    write_endpoint("localEndpoint", chunk.resources[span.resource].service);
    const content::Value* peer = content::find(content.attributes, "peer.service");
    if (peer != nullptr && peer->text() != nullptr) write_endpoint("remoteEndpoint", *peer->text());
    write_annotations(content.events);
    write_tags(tags_of(span, chunk.scopes[span.scope], content.attributes, resources_[span.resource]));
    json_.close('}');
  }

  void write_endpoint(std::string_view name, std::string_view service) {
    if (service.empty()) return;
    json_.key(name).open('{');
    json_.key("serviceName").text(service);
    json_.close('}');
  }

  /// An annotation is the event's name, and its attributes as JSON where it has any.
  void write_annotations(const std::vector<content::Event>& events) {
    if (events.empty()) return;
    json_.key("annotations").open('[');
    for (const content::Event& event : events) {
      std::string text;
      if (event.attributes.empty()) {
        text = event.name;
      } else {
        base::append_json_string(text, event.name);
        text += ':';
        content::append_json(text, event.attributes);
      }
      json_.open('{');
      json_.key("timestamp").integer(event.time_ns / kNanoseconds);
      json_.key("value").text(text);
      json_.close('}');
    }
    json_.close(']');
  }

  /// What is more particular wins: the status over attributes over the resource's.
  static Tags tags_of(const model::Span& span, const model::Scope& scope,
                      const content::Attributes& attributes, const OwnedTags& resource) {
    Tags tags;
    for (const auto& [key, text] : resource) tags[key] = text;
    for (const auto& [key, value] : attributes) tags[key] = content::plain_text(value);
    for (const auto& [key, value] : mapped_attributes(span, scope, attributes)) {
      tags[key] = content::plain_text(value);
    }
    // The tag alone means failure, whatever its text.
    tags.erase("otel.status_description");
    if (span.status == model::StatusCode::kError) {
      tags["error"] = std::string(span.status_message);
    } else if (const auto error = tags.find("error"); error != tags.end() && error->second == "false") {
      tags.erase(error);
    }
    return tags;
  }

  void write_tags(const Tags& tags) {
    if (tags.empty()) return;
    json_.key("tags").open('{');
    for (const auto& [key, text] : tags) json_.key(key).text(text);
    json_.close('}');
  }

  std::ostream& out_;
  std::string text_;
  base::JsonWriter json_;
  content::ContentReader content_;
  std::vector<OwnedTags> resources_;  // of the chunk, by position
};

}  // namespace

std::unique_ptr<Encoder> make_zipkin(std::ostream& out) { return std::make_unique<Zipkin>(out); }

}  // namespace tracewh::encode
