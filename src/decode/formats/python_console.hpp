#pragma once

#include "decode/formats/format.hpp"

namespace tracewh::decode {

/// Whether a stream that begins with `head` is output of Python's ConsoleSpanExporter. Pure.
bool is_python_console(std::string_view head);

/// Decodes the objects that OpenTelemetry Python's ConsoleSpanExporter prints, indented or a line each.
std::unique_ptr<Decoder> make_python_console_decoder();

}  // namespace tracewh::decode
