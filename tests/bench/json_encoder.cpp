#include "bench/encoder.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace tracewh::bench {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

struct AppendValue {
  std::string& out;

  void operator()(const std::string& text) const {
    out += R"({"stringValue":)";
    append_quoted(out, text);
    out.push_back('}');
  }
  void operator()(std::int64_t number) const {
    fmt::format_to(std::back_inserter(out), R"({{"intValue":"{}"}})", number);
  }
  void operator()(double number) const {
    fmt::format_to(std::back_inserter(out), R"({{"doubleValue":{}}})", number);
  }
};

void append_attributes(std::string& out, std::span<const GeneratedAttribute> attributes) {
  out += R"("attributes":[)";
  for (const GeneratedAttribute& attribute : attributes) {
    fmt::format_to(std::back_inserter(out), R"({{"key":"{}","value":)", attribute.key);
    std::visit(AppendValue{out}, attribute.value);
    out += "},";
  }
  if (!attributes.empty()) out.pop_back();
  out.push_back(']');
}

void append_events(std::string& out, std::span<const GeneratedEvent> events) {
  out += R"(,"events":[)";
  for (const GeneratedEvent& event : events) {
    fmt::format_to(std::back_inserter(out), R"({{"timeUnixNano":"{}","name":"{}",)", event.time_ns,
                   event.name);
    append_attributes(out, event.attributes);
    out += "},";
  }
  out.back() = ']';
}

void append_span(std::string& out, const GeneratedSpan& span) {
  auto at = std::back_inserter(out);
  fmt::format_to(at, R"({{"traceId":"{}","spanId":"{}",)", to_string(span.trace_id), to_string(span.span_id));
  if (span.parent_span_id.valid())
    fmt::format_to(at, R"("parentSpanId":"{}",)", to_string(span.parent_span_id));
  fmt::format_to(at, R"("name":"{}","kind":1,"startTimeUnixNano":"{}","endTimeUnixNano":"{}",)", span.name,
                 span.start_ns, span.end_ns);
  append_attributes(out, span.attributes);
  if (!span.events.empty()) append_events(out, span.events);
  out += R"(,"status":{)";
  if (!span.status_message.empty()) fmt::format_to(at, R"("message":"{}",)", span.status_message);
  fmt::format_to(at, R"("code":{}}},"flags":{}}})", span.status, span.flags);
}

}  // namespace

std::string encode_json(Service service, std::span<const GeneratedSpan> spans) {
  std::string out = R"({"resourceSpans":[{"resource":{)";
  append_attributes(out, resource_attributes(service));
  fmt::format_to(std::back_inserter(out),
                 R"(}},"scopeSpans":[{{"scope":{{"name":"{}","version":"{}"}},"spans":[)", kScopeName,
                 kScopeVersion);
  for (const GeneratedSpan& span : spans) {
    append_span(out, span);
    out.push_back(',');
  }
  if (!spans.empty()) out.pop_back();
  return out + "]}]}]}\n";
}

}  // namespace tracewh::bench
