#include "decode/formats/unsupported_formats.hpp"

#include "decode/formats/lookalikes.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

using namespace std::string_view_literals;

struct UnsupportedFormat {
  bool (*sniff)(std::string_view head);
  std::string_view reason;
};

bool has(std::string_view head, std::string_view text) { return head.find(text) != std::string_view::npos; }

bool is_utf16(std::string_view head) {
  return head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv) || head.starts_with("{\0\""sv) ||
         head.starts_with("\0{\0"sv);
}

bool is_archive(std::string_view head) {
  return head.starts_with("\xFD\x37zXZ"sv) || head.starts_with("BZh"sv) || head.starts_with("PK\x03\x04"sv);
}

/// ListOfSpans of protobuf, whose elements begin with an ID of 8 or 16 bytes, or of Thrift.
bool is_zipkin_binary(std::string_view head) {
  const auto is_id_at = [&](std::size_t at) {
    const std::string_view span = head.substr(std::min(at, head.size()));
    return span.starts_with("\x0A\x08"sv) || span.starts_with("\x0A\x10"sv);
  };
  return head.starts_with("\x0C\0\0\0"sv) || (head.starts_with('\x0A') && (is_id_at(2) || is_id_at(3)));
}

bool is_chrome(std::string_view head) {
  return has(head, "\"traceEvents\"") || (has(head, "\"ph\":") && has(head, "\"ts\":"));
}

/// In what the API answers, `data` is an array.
bool is_jaeger_ui_internal(std::string_view head) {
  constexpr std::string_view kData = "\"data\":";
  const std::size_t data = head.find(kData);
  if (data == std::string_view::npos || !has(head, "\"operationName\"")) return false;
  const std::size_t value = head.find_first_not_of(" \t\r\n", data + kData.size());
  return value != std::string_view::npos && head[value] == '{';
}

bool is_jaeger_thrift_json(std::string_view head) {
  return has(head, "\"process\"") && has(head, "\"vType\"");
}

bool is_jaeger_listing(std::string_view head) {
  const std::size_t quote = std::min(head.find('"'), head.size());
  const std::string_view first = head.substr(quote);
  return first.starts_with("\"services\"") || first.starts_with("\"operations\"") ||
         first.starts_with("\"summaries\"");
}

/// A line for each document, after a line that tells what to do with it.
bool is_elasticsearch_bulk(std::string_view head) {
  constexpr std::array<std::string_view, 4> kActions{"\"index\"", "\"create\"", "\"update\"", "\"delete\""};
  const std::size_t name = head.find_first_not_of(" \t\r\n{");
  return name != std::string_view::npos && has(head, "\"_index\"") &&
         std::ranges::any_of(kActions, [&](auto action) { return head.substr(name).starts_with(action); });
}

bool is_javascript(std::string_view head) {
  return has(head, "spanContext\"") || has(head, "\"_spanContext\"") ||
         (has(head, "traceId: '") && has(head, "instrumentationScope"));
}

bool is_dotnet(std::string_view head) { return has(head, "Activity.TraceId:"); }

/// Whether `head` is an object with keys of the conventions for generative AI.
bool is_attributes_only(std::string_view head) {
  const std::size_t first = std::min(head.find_first_not_of(" \t\r\n["), head.size());
  return head.substr(first).starts_with('{') &&
         (has(head, "\"gen_ai.") || has(head, "\"llm.") || has(head, "\"openinference."));
}

constexpr std::array<UnsupportedFormat, 14> kUnsupported{{
    {&is_utf16, "it is UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8"},
    {&is_archive, "it is compressed in a way that is not supported; unpack it, or use gzip or zstd"},
    {&is_zipkin_binary, "it is Zipkin's Thrift or protobuf; export Zipkin JSON instead"},
    {&is_chrome, "Chrome trace events have no trace and span IDs; export OTLP, Jaeger or Zipkin instead"},
    {&is_jaeger_ui_internal,
     "it is the internal state of Jaeger's UI; download the trace as JSON, or use the API's /api/traces"},
    {&is_jaeger_thrift_json,
     "it is Jaeger's Thrift written as JSON, which no exporter does; take the Thrift itself, or the API's "
     "JSON"},
    {&is_jaeger_listing, "it is a listing of Jaeger's API, which holds no spans"},
    {&is_tempo_search,
     "it is Tempo's answer to a search, which tells only of a few fields; export the traces themselves, from "
     "/api/traces/ID"},
    {&is_elasticsearch_hits,
     "it is an answer of Elasticsearch; export its documents, one a line, as jq -c '.hits.hits[]._source' "
     "does"},
    {&is_elasticsearch_bulk,
     "it is the body of a bulk request to Elasticsearch, of no spans of Jaeger; export OTLP, Jaeger or "
     "Zipkin "
     "instead"},
    {&is_langfuse, "it is Langfuse's own export, which is not OpenTelemetry's; export OTLP instead"},
    {&is_javascript,
     "it is a dump of JavaScript's span objects, whose shape changes between versions; use an OTLP "
     "exporter instead of the console's"},
    {&is_dotnet, "the text of .NET's console exporter is not complete; use an OTLP exporter instead"},
    {&is_attributes_only, "it is a map of attributes, without span IDs and times"},
}};

}  // namespace

std::string_view unsupported_reason(std::string_view head) {
  const auto found =
      std::ranges::find_if(kUnsupported, [&](const UnsupportedFormat& format) { return format.sniff(head); });
  return found == kUnsupported.end() ? std::string_view{} : found->reason;
}

}  // namespace tracewh::decode
