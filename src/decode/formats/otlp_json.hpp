#pragma once

#include "decode/formats/format.hpp"

namespace tracewh::decode {

/// Whether a stream that begins with `head` is OTLP JSON, or holds nothing yet that could be another format.
/// Pure.
bool is_otlp_json(std::string_view head);

/// Finds OTLP JSON documents in any of the framings that JsonSplitter takes apart.
std::unique_ptr<Splitter> make_otlp_json_splitter();

/// Decodes OTLP JSON ("JSON Protobuf Encoding"): TracesData, a bare ResourceSpans, or either as Tempo and
/// Jaeger wrap it.
std::unique_ptr<Decoder> make_otlp_json_decoder();

}  // namespace tracewh::decode
