#pragma once

#include "decode/formats/format.hpp"

namespace tracewh::decode {

/// Whether a stream that begins with `head` is output of Go's stdouttrace exporter. Pure.
bool is_go_stdouttrace(std::string_view head);

/// Decodes the objects that OpenTelemetry Go's stdouttrace exporter prints, indented or a line each.
std::unique_ptr<Decoder> make_go_stdouttrace_decoder();

}  // namespace tracewh::decode
