#include "encode/formats.hpp"

#include "encode/chrome.hpp"
#include "encode/csv.hpp"
#include "encode/folded.hpp"
#include "encode/jaeger.hpp"
#include "encode/otlp_json.hpp"
#include "encode/otlp_protobuf.hpp"
#include "encode/zipkin.hpp"

#include <algorithm>
#include <array>

namespace tracewh::encode {
namespace {

// A new format is one line here.
constexpr std::array<Format, 8> kFormats{{
    {"otlp-json", "OTLP JSON lines, as the Collector's file exporter writes them", false, &make_otlp_json},
    {"otlp-proto", "one OTLP protobuf message, TracesData", false, &make_otlp_protobuf},
    {"otlp-proto-stream", "OTLP protobuf messages, each after its length", false, &make_otlp_protobuf_stream},
    {"jaeger", "JSON for the Jaeger UI", false, &make_jaeger},
    {"zipkin", "Zipkin v2 JSON", false, &make_zipkin},
    {"chrome", "Chrome trace events for Perfetto", true, &make_chrome},
    {"folded", "folded stacks with self time in microseconds, for flame graphs", true, &make_folded},
    {"csv", "a line a span, for spreadsheets", false, &make_csv},
}};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace tracewh::encode
