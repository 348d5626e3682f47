#pragma once

#include "decode/formats/format.hpp"

namespace tracewh::decode {

/// Whether a stream that begins with `head` is Zipkin JSON, as reporters send and the query API answers.
/// Pure.
bool is_zipkin_json(std::string_view head);

/// Decodes Zipkin's JSON spans, versions 1 and 2.
std::unique_ptr<Decoder> make_zipkin_json_decoder();

}  // namespace tracewh::decode
