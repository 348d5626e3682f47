#pragma once

#include "decode/formats/format.hpp"

namespace tracewh::decode {

/// The one-line form of a development exporter: `[TRACE] name | trace ID | start | duration`, one span a
/// line, whatever stands before it on the line and on the lines between.

/// Whether a stream that begins with `head` has such lines. Pure.
bool is_trace_lines(std::string_view head);

/// Finds the lines.
std::unique_ptr<Splitter> make_trace_line_splitter();

/// Decodes the lines. They tell no span IDs: an ID is derived from all that a line tells, so that a line read
/// twice is one span, and flagged. Nor do they tell parents: every span is a root.
std::unique_ptr<Decoder> make_trace_line_decoder();

}  // namespace tracewh::decode
