#pragma once

#include "decode/formats/format.hpp"

/// Batches of spans as Jaeger's clients send them (jaeger.thrift): bodies of HTTP requests and UDP datagrams,
/// one or several one behind another, in the binary or the compact protocol.
namespace tracewh::decode {

/// Whether a stream that begins with `head` is one of these. Pure.
bool is_jaeger_thrift(std::string_view head);

/// The spans before the damage in a batch are kept.
std::unique_ptr<Decoder> make_jaeger_thrift_decoder();

}  // namespace tracewh::decode
