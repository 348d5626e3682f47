#pragma once

#include "render/outline.hpp"
#include "render/style.hpp"
#include "render/trace_view.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What `tree` and `timeline` say about a node of a trace tree. All text is safe for a terminal.
namespace tracewh::render {

/// Marks and name: `✗ llm.openai.gpt-4`, `↳ worker.sql` where a trace was joined, `missing parent
/// 00000000000000ff`.
std::string node_label(const TraceView& view, std::uint32_t node, const Style& style);

/// Bold when matched, red when failed, dim when a placeholder.
Ink node_ink(const TraceView& view, std::uint32_t node);

/// What the span is and works on: `llm gpt-4 · planner`, with its service where that changes.
std::string node_subject(const TraceView& view, std::uint32_t node, const Style& style);

/// `open` for an unfinished span, empty for a placeholder.
std::string node_duration(const TraceView& view, std::uint32_t node, const Style& style);

/// `self 688ms`, the duration that no child covers; empty where that is all of it, or unknown.
std::string node_self_time(const TraceView& view, std::uint32_t node, const Style& style);

/// What is wrong with the span: `exception: worker timed out; unfinished`. Mostly empty.
std::string node_notes(const TraceView& view, std::uint32_t node, const Style& style);

/// What a line that stands for hidden nodes says.
std::string hidden_text(std::uint64_t hidden, const Style& style);

/// The nodes that the style asks for and its limit lets through, matched and failed ones before others.
std::vector<bool> choose_nodes(const TraceView& view, const Style& style);

}  // namespace tracewh::render
