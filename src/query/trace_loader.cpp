#include "query/trace_loader.hpp"

#include "base/error.hpp"
#include "base/hex.hpp"
#include "query/rows.hpp"

#include <SQLiteCpp/Column.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tracewh::query {
namespace {

using base::Error, base::ErrorCode;

constexpr std::size_t kCandidatesNamed = 5;
constexpr std::size_t kDigits = 2 * sizeof(model::TraceId::bytes);

/// The first or last trace ID that begins with `prefix`, as a BLOB.
model::Blob padded(std::string_view prefix, char digit) {
  std::string text(prefix);
  text.resize(kDigits, digit);
  model::TraceId id;
  base::from_hex(text, id.bytes);
  return {std::string(id.bytes.begin(), id.bytes.end())};
}

void check_prefix(std::string_view text) {
  const bool is_hex = std::ranges::all_of(text, [](char c) { return base::hex_digit(c) >= 0; });
  if (text.empty() || text.size() > kDigits || !is_hex) {
    throw Error(
        ErrorCode::kUsage, fmt::format("'{}' is not a trace ID", text),
        fmt::format("write its {} hexadecimal digits, or as many of the first as tell it apart", kDigits));
  }
}

model::TraceId trace_id(const SQLite::Column& column) {
  model::TraceId id;
  const std::string bytes = column.getString();
  std::copy_n(bytes.begin(), std::min(bytes.size(), id.bytes.size()), id.bytes.begin());
  return id;
}

std::vector<TraceKey> traces_that_begin_with(store::Reader& reader, std::string_view prefix) {
  SQLite::Statement statement = prepare_embedded(reader, "queries/internal/find_trace.sql");
  bind_value(statement, "low", padded(prefix, '0'));
  bind_value(statement, "high", padded(prefix, 'f'));
  bind_value(statement, "limit", std::int64_t{kCandidatesNamed + 1});
  std::vector<TraceKey> traces;
  while (reader.step(statement)) {
    traces.push_back(read_trace_key(statement));
  }
  return traces;
}

[[noreturn]] void fail_ambiguous(std::string_view text, const std::vector<TraceKey>& traces) {
  std::vector<std::string> candidates;
  for (const TraceKey& trace : traces) candidates.push_back(model::to_string(trace.id));
  if (candidates.size() > kCandidatesNamed) candidates.back() = "…";
  throw Error(ErrorCode::kUsage, fmt::format("more than one trace begins with {}", text),
              fmt::format("write more digits; there are {}", fmt::join(candidates, ", ")));
}

model::SpanId span_id(const SQLite::Column& column) {
  return {static_cast<std::uint64_t>(column.getInt64())};  // NULL reads as 0, which stands for none
}

model::TraceSpan read_span(SQLite::Statement& row) {
  model::TraceSpan span;
  span.span_id = span_id(row.getColumn(0));
  span.parent_span_id = span_id(row.getColumn(1));
  span.name = row.getColumn(2).getString();
  span.service = row.getColumn(3).getString();
  span.role = static_cast<model::Role>(row.getColumn(4).getInt());
  span.kind = row.getColumn(5).getInt();
  span.start_ns = row.getColumn(6).getInt64();
  if (!row.isColumnNull(7)) span.duration_ns = row.getColumn(7).getInt64();
  span.status = static_cast<model::StatusCode>(row.getColumn(8).getInt());
  span.status_message = row.getColumn(9).getString();
  span.evidence = static_cast<std::uint8_t>(row.getColumn(10).getInt());
  span.anomalies = static_cast<std::uint8_t>(row.getColumn(11).getInt());
  span.actor = row.getColumn(12).getString();
  span.detail = row.getColumn(13).getString();
  return span;
}

std::vector<std::string> read_list(const SQLite::Column& column) {
  return nlohmann::json::parse(column.getString()).get<std::vector<std::string>>();
}

std::uint64_t read_count(const SQLite::Column& column) {
  return static_cast<std::uint64_t>(column.getInt64());
}

}  // namespace

TraceKey read_trace_key(const SQLite::Statement& row) {
  return {row.getColumn(0).getInt64(), trace_id(row.getColumn(1)),
          static_cast<std::uint64_t>(row.getColumn(2).getInt64())};
}

TraceKey find_trace(store::Reader& reader, std::string_view text) {
  check_prefix(text);
  const std::vector<TraceKey> traces = traces_that_begin_with(reader, text);
  if (traces.empty()) {
    throw Error(ErrorCode::kUnanswerable, fmt::format("no trace begins with {}", text),
                "list the traces with: tracewh query traces");
  }
  if (traces.size() > 1) fail_ambiguous(text, traces);
  return traces.front();
}

TraceLoader::TraceLoader(store::Reader& reader)
    : reader_(reader), spans_(prepare_embedded(reader, "queries/internal/trace_spans.sql")) {}

model::Trace TraceLoader::load(const TraceKey& trace, std::size_t max_spans) {
  spans_.reset();
  bind_value(spans_, "trace", trace.key);
  bind_value(spans_, "limit", static_cast<std::int64_t>(max_spans));
  model::Trace result{trace.id, {}, false, trace.span_count};
  result.spans.reserve(std::min<std::size_t>(max_spans, trace.span_count));
  while (reader_.step(spans_)) result.spans.push_back(read_span(spans_));
  result.truncated = result.spans.size() < trace.span_count;
  return result;
}

bool has_trace(store::Reader& reader, const model::TraceId& id) {
  return !traces_that_begin_with(reader, model::to_string(id)).empty();
}

model::Trace load_trace(store::Reader& reader, const TraceKey& trace, std::size_t max_spans) {
  return TraceLoader(reader).load(trace, max_spans);
}

model::TraceSummary load_summary(store::Reader& reader, const TraceKey& trace) {
  SQLite::Statement row = prepare_embedded(reader, "queries/internal/trace_summary.sql");
  bind_value(row, "trace", trace.key);
  if (!reader.step(row)) throw Error(ErrorCode::kOperational, "the trace is no longer stored");
  model::TraceSummary summary;
  summary.trace_id = trace.id;
  summary.name = row.getColumn(0).getString();
  summary.service = row.getColumn(1).getString();
  summary.start_ns = row.getColumn(2).getInt64();
  summary.end_ns = row.getColumn(3).getInt64();
  summary.duration_ns = row.getColumn(4).getInt64();
  summary.spans = read_count(row.getColumn(5));
  summary.errors = read_count(row.getColumn(6));
  summary.orphans = read_count(row.getColumn(7));
  summary.unfinished = read_count(row.getColumn(8));
  summary.services = read_list(row.getColumn(9));
  summary.agents = read_list(row.getColumn(10));
  summary.status = static_cast<model::StatusCode>(row.getColumn(11).getInt());
  summary.has_root = row.getColumn(12).getInt() != 0;
  return summary;
}

}  // namespace tracewh::query
