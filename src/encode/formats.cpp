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
    {"otlp-json", "OTLP JSON lines, as the Collector's file exporter writes them", Loading::kChunks,
     &make_otlp_json},
    {"otlp-proto", "one OTLP protobuf message, TracesData", Loading::kChunks, &make_otlp_protobuf},
    {"otlp-proto-stream", "OTLP protobuf messages, each after its length", Loading::kChunks,
     &make_otlp_protobuf_stream},
    {"jaeger", "JSON for the Jaeger UI", Loading::kChunks, &make_jaeger},
    {"zipkin", "Zipkin v2 JSON", Loading::kChunks, &make_zipkin},
    {"chrome", "Chrome trace events for Perfetto", Loading::kOutlineThenChunks, &make_chrome},
    {"folded", "folded stacks with self time in microseconds, for flame graphs", Loading::kOutline,
     &make_folded},
    {"csv", "a line a span, for spreadsheets", Loading::kChunks, &make_csv},
}};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace tracewh::encode
