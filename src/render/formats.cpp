#include "render/formats.hpp"

#include "render/aggregated.hpp"
#include "render/csv.hpp"
#include "render/difference.hpp"
#include "render/difference_json.hpp"
#include "render/json.hpp"
#include "render/markdown.hpp"
#include "render/span_detail.hpp"
#include "render/table.hpp"
#include "render/timeline.hpp"
#include "render/tree.hpp"
#include "render/tree_json.hpp"
#include "render/tsv.hpp"

#include <algorithm>
#include <array>
#include <ostream>

namespace tracewh::render {
namespace {

constexpr std::array<Format, 10> kFormats{{
    {"table", "columns for people", write_table},
    {"tree", "traces as indented trees for people", nullptr, write_tree, write_aggregated, write_span,
     write_difference, "", "\n", ""},
    {"timeline", "traces as bars over time for people", nullptr, write_timeline, nullptr, nullptr, nullptr,
     "", "\n", ""},
    {"json", "one JSON array; trees nest", write_json, write_trace_json, write_aggregated_json,
     write_span_json, write_difference_json, "[", ",\n", "]\n"},
    {"jsonl", "one JSON object a line", write_jsonl, write_trace_jsonl, write_aggregated_json,
     write_span_jsonl, write_difference_json},
    {"csv", "comma-separated values (RFC 4180)", write_csv},
    {"tsv", "tab-separated values, one line a row", write_tsv},
    {"markdown", "a GitHub-flavoured Markdown table", write_markdown},
    // Of reports alone, see TestReport.
    {"junit", "results of tests for CI systems"},
    {"html", "a page that needs no server"},
}};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : found;
}

TraceWriter::TraceWriter(const Format& format, const Style& style, std::ostream& out)
    : format_(format), style_(style), out_(out) {
  out_ << format_.before_traces;
}

void TraceWriter::write(const TraceView& view) {
  separate();
  format_.trace(view, style_, out_);
}

void TraceWriter::write(const model::Trace& trace, const model::Span& span) {
  separate();
  format_.span(trace, span, style_, out_);
}

void TraceWriter::separate() {
  if (!first_) out_ << format_.between_traces;
  first_ = false;
}

void TraceWriter::finish() { out_ << format_.after_traces; }

}  // namespace tracewh::render
