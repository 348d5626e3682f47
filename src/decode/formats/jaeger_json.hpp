#pragma once

#include "decode/formats/format.hpp"

/// Jaeger's JSON: what its query API answers and its UI saves, `{"data":[…]}`; traces on their own, in an
/// array or one a line; spans with their process in them, as Elasticsearch keeps them.
namespace tracewh::decode {

/// Whether a stream that begins with `head` is one of these. What the UI keeps internally, where `data` is no
/// list, is not. Pure.
bool is_jaeger_json(std::string_view head);

/// Each trace is a record, or each span that stands on its own.
std::unique_ptr<Splitter> make_jaeger_json_splitter();

/// A trace that breaks off in the middle has lost its processes, so its spans are kept without a service.
std::unique_ptr<Decoder> make_jaeger_json_decoder();

}  // namespace tracewh::decode
