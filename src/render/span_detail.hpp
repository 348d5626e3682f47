#pragma once

#include "model/trace.hpp"
#include "render/style.hpp"

#include <iosfwd>

/// Everything that is stored of one span, which was loaded with its payload.
namespace tracewh::render {

/// For people: its fields, then attributes with their types, events, links, resource and scope. Text of
/// several lines, such as a stack trace, keeps its lines.
void write_span(const model::Trace& trace, const model::Span& span, const Style& style, std::ostream& out);

/// As one JSON object. Values are in the form in which they are stored (schema/0001_init.sql).
void write_span_json(const model::Trace& trace, const model::Span& span, const Style& style,
                     std::ostream& out);
void write_span_jsonl(const model::Trace& trace, const model::Span& span, const Style& style,
                      std::ostream& out);

}  // namespace tracewh::render
