#include "render/span_detail.hpp"

#include "base/time.hpp"
#include "content/content_reader.hpp"
#include "model/evidence.hpp"
#include "render/line_writer.hpp"
#include "render/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>

namespace tracewh::render {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kNameWidth = 16;
constexpr std::size_t kTypeWidth = 8;
// One long key must not push every value off the screen.
constexpr std::size_t kWidestKey = 40;

/// In the order of the alternatives of content::Value, by OpenTelemetry's names.
constexpr std::array<std::string_view, 8> kTypeNames{"empty",  "bool",  "int",   "double",
                                                     "string", "bytes", "array", "kvlist"};

class SpanPrinter {
 public:
  SpanPrinter(const model::Trace& trace, const model::Span& span, const Style& style, std::ostream& out)
      : trace_(trace), span_(span), style_(style), line_(style, out) {}

  void print() {
    print_fields();
    const content::SpanContent content = reader_.span(span_);
    print_attributes("attributes", content.attributes, span_.payload->dropped_attributes);
    for (const content::Event& event : content.events) print_event(event);
    tell_dropped(span_.payload->dropped_events, "event", "events");
    for (const content::Link& link : content.links) print_link(link);
    tell_dropped(span_.payload->dropped_links, "link", "links");
    const model::Resource& resource = trace_.resources[span_.resource];
    print_attributes("resource", resources_.object(resource.attributes), resource.dropped_attributes);
    const model::Scope& scope = trace_.scopes[span_.scope];
    print_attributes(fmt::format("scope {} {}", scope.name, scope.version),
                     resources_.object(scope.attributes), scope.dropped_attributes);
  }

 private:
  void print_fields() {
    line_.left(0, "span " + model::to_string(span_.span_id), Ink::kDim);
    line_.left(0, visible(span_.name, style_), span_.evidence == 0 ? Ink::kBold : Ink::kRed);
    line_.end_line();
    field("trace", model::to_string(trace_.trace_id));
    field("parent", span_.parent_span_id.valid() ? model::to_string(span_.parent_span_id) : "none: a root");
    field("service", trace_.service_of(span_));
    field("role", model::to_string(span_.role));
    field("kind", model::span_kind_text(span_.kind));
    field("start", span_.known_start_ns() == 0 ? "unknown" : base::format_instant(span_.start_ns));
    const auto duration_ns = span_.duration_ns();
    field("duration", duration_ns    ? duration_text(*duration_ns, style_)
                      : span_.end_ns ? std::string("unknown")
                                     : std::string("unfinished"));
    field("status", model::to_string(span_.status));
    field("status message", span_.status_message);
    field("evidence", fmt::format("{}", fmt::join(model::evidence_names(span_.evidence), ", ")));
    field("error message", span_.error_message);
    field("trace state", span_.payload->trace_state);
    if (span_.flags) field("flags", fmt::format("{:#x}", *span_.flags));
  }

  /// Nothing for a field that is not there.
  void field(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    line_.left(kIndent, name, Ink::kDim);
    print_value(kIndent + kNameWidth, value);
  }

  void heading(std::string_view text) {
    line_.left(0, visible(text, style_), Ink::kBold);
    line_.end_line();
  }

  void tell_dropped(std::uint32_t count, std::string_view singular, std::string_view plural) {
    if (count == 0) return;
    line_.left(kIndent, count_text(count, singular, plural) + " dropped by the SDK", Ink::kYellow);
    line_.end_line();
  }

  void print_attributes(std::string_view title, const content::Attributes& attributes,
                        std::uint32_t dropped) {
    if (attributes.empty() && dropped == 0) return;
    heading(title);
    print_list(attributes, kIndent);
    tell_dropped(dropped, "attribute", "attributes");
  }

  void print_list(const content::Attributes& attributes, std::size_t indent) {
    std::size_t width = 0;
    for (const content::Attribute& attribute : attributes) {
      width = std::max(width, display_width(visible(attribute.key, style_)));
    }
    width = std::min(width, kWidestKey);
    for (const content::Attribute& attribute : attributes) {
      line_.left(indent, visible(attribute.key, style_), Ink::kCyan);
      line_.left(indent + width + 2, kTypeNames[attribute.value.data.index()], Ink::kDim);
      print_value(indent + width + 2 + kTypeWidth, content::plain_text(attribute.value));
    }
  }

  /// Ends the line. What has several lines gets its own ones below.
  void print_value(std::size_t cell, std::string_view value) {
    if (value.find('\n') == std::string_view::npos) {
      line_.left(cell, visible(value, style_), Ink::kPlain);
      line_.end_line();
      return;
    }
    line_.end_line();
    while (!value.empty()) {
      const auto end = std::min(value.find('\n'), value.size());
      line_.left(2 * kIndent, visible(value.substr(0, end), style_), Ink::kPlain);
      line_.end_line();
      value.remove_prefix(std::min(end + 1, value.size()));
    }
  }

  void print_event(const content::Event& event) {
    line_.left(0, "event", Ink::kBold);
    line_.left(0, visible(event.name, style_), Ink::kBold);
    if (event.time_ns != 0) line_.left(0, base::format_instant(event.time_ns), Ink::kDim);
    line_.end_line();
    print_list(event.attributes, kIndent);
    tell_dropped(event.dropped_attributes, "attribute", "attributes");
  }

  void print_link(const content::Link& link) {
    line_.left(0, "link", Ink::kBold);
    line_.left(0,
               fmt::format("to span {} of trace {}", model::to_string(link.span_id),
                           model::to_string(link.trace_id)),
               Ink::kPlain);
    line_.end_line();
    print_list(link.attributes, kIndent);
    tell_dropped(link.dropped_attributes, "attribute", "attributes");
  }

  const model::Trace& trace_;
  const model::Span& span_;
  const Style& style_;
  LineWriter line_;
  content::ContentReader reader_;
  content::ContentReader resources_;
};

}  // namespace

void write_span(const model::Trace& trace, const model::Span& span, const Style& style, std::ostream& out) {
  SpanPrinter(trace, span, style, out).print();
}

}  // namespace tracewh::render
