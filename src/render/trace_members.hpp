#pragma once

#include "base/json_writer.hpp"
#include "render/trace_view.hpp"

namespace tracewh::render {

/// Adds what a trace is, its nodes aside: the trace summary, what is wrong with it, and whether it is whole.
void add_trace_members(base::JsonWriter& json, const TraceView& view);

}  // namespace tracewh::render
