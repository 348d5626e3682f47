#include "cli/trace_output.hpp"

#include "base/error.hpp"
#include "cli/output.hpp"
#include "query/runner.hpp"
#include "tree/trace_tree.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tracewh::cli {
namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

std::size_t column_of(const model::RowSet& rows, std::string_view name) {
  const auto found = std::ranges::find(rows.columns, name);
  return found == rows.columns.end() ? kNoColumn : static_cast<std::size_t>(found - rows.columns.begin());
}

const std::string* text_of(const std::vector<model::Value>& row, std::size_t column) {
  return column == kNoColumn ? nullptr : std::get_if<std::string>(&row[column]);
}

model::SpanId parse_span_id(const std::string& text) {
  model::SpanId id;
  std::from_chars(text.data(), text.data() + text.size(), id.value, 16);
  return id;
}

}  // namespace

std::vector<MatchedTrace> matched_traces(store::Reader& reader, const model::RowSet& rows) {
  const std::size_t trace_column = column_of(rows, "trace_id");
  const std::size_t span_column = column_of(rows, "span_id");
  if (trace_column == kNoColumn) {
    throw base::Error(base::ErrorCode::kUsage, "the query's rows name no traces to show as trees",
                      "leave out --tree, or ask a query that has the column trace_id");
  }
  std::vector<MatchedTrace> traces;
  std::unordered_map<std::string_view, std::size_t> positions;
  for (const auto& row : rows.rows) {
    const std::string* trace_id = text_of(row, trace_column);
    if (trace_id == nullptr) continue;
    const auto [at, is_new] = positions.try_emplace(*trace_id, traces.size());
    if (is_new) traces.push_back({query::find_trace(reader, *trace_id), {}});
    if (const std::string* span_id = text_of(row, span_column)) {
      traces[at->second].spans.push_back(parse_span_id(*span_id));
    }
  }
  for (MatchedTrace& trace : traces) std::ranges::sort(trace.spans);
  return traces;
}

std::vector<MatchedTrace> traces_found(store::Reader& reader, const query::QueryDefinition& query,
                                       GivenArguments given) {
  // Unlike a list, what is made of the first rows would mislead.
  given.texts.try_emplace("limit", "0");
  return matched_traces(reader, ask(reader, query, given));
}

void write_trace(store::Reader& reader, const MatchedTrace& match, render::TraceWriter& writer) {
  const model::TraceSummary summary = query::load_summary(reader, match.trace);
  const tree::TraceTree tree = tree::build_tree(query::TraceLoader(reader).load(match.trace));
  writer.write({summary, tree, match.spans});
}

void write_trees(store::Reader& reader, const model::RowSet& rows, const render::Format& format,
                 const Globals& globals, Io& io) {
  require_format(format.trace != nullptr, format, "trees", "tree, timeline, json or jsonl");
  render::TraceWriter writer(format, style_for(globals, io), io.out);
  for (const MatchedTrace& trace : matched_traces(reader, rows)) write_trace(reader, trace, writer);
  writer.finish();
}

}  // namespace tracewh::cli
