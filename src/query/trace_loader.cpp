#include "query/trace_loader.hpp"

#include "base/error.hpp"
#include "base/hex.hpp"
#include "query/rows.hpp"

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

std::vector<TraceKey> traces_that_begin_with(store::Reader& reader, std::string_view prefix) {
  store::Statement statement = prepare_embedded(reader, "queries/internal/find_trace.sql");
  statement.bind("low", padded(prefix, '0'));
  statement.bind("high", padded(prefix, 'f'));
  statement.bind("limit", std::int64_t{kCandidatesNamed + 1});
  std::vector<TraceKey> traces;
  while (statement.step()) {
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

model::SpanId span_id(const store::Statement& row, int column) {
  return {static_cast<std::uint64_t>(row.integer(column))};  // NULL reads as 0, which stands for none
}

model::TraceSpan read_span(store::Statement& row) {
  model::TraceSpan span;
  span.span_id = span_id(row, 0);
  span.parent_span_id = span_id(row, 1);
  span.name = std::string(row.text(2));
  span.service = std::string(row.text(3));
  span.role = static_cast<model::Role>(row.integer(4));
  span.kind = static_cast<std::int32_t>(row.integer(5));
  span.start_ns = row.integer(6);
  if (!row.is_null(7)) span.duration_ns = row.integer(7);
  span.status = static_cast<model::StatusCode>(row.integer(8));
  span.status_message = std::string(row.text(9));
  span.evidence = static_cast<std::uint8_t>(row.integer(10));
  span.anomalies = static_cast<std::uint8_t>(row.integer(11));
  span.actor = std::string(row.text(12));
  span.detail = std::string(row.text(13));
  return span;
}

std::vector<std::string> read_list(const store::Statement& row, int column) {
  return nlohmann::json::parse(row.text(column)).get<std::vector<std::string>>();
}

std::uint64_t read_count(const store::Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

}  // namespace

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
    : spans_(prepare_embedded(reader, "queries/internal/trace_spans.sql")) {}

model::Trace TraceLoader::load(const TraceKey& trace, std::size_t max_spans) {
  spans_.reset();
  bind_arrival(spans_, "trace", trace.arrival);
  spans_.bind("limit", static_cast<std::int64_t>(max_spans));
  model::Trace result{trace.id, {}, false, trace.span_count};
  result.spans.reserve(std::min<std::size_t>(max_spans, trace.span_count));
  while (spans_.step()) result.spans.push_back(read_span(spans_));
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
  store::Statement row = prepare_embedded(reader, "queries/internal/trace_summary.sql");
  bind_arrival(row, "trace", trace.arrival);
  if (!row.step()) throw Error(ErrorCode::kOperational, "the trace is no longer stored");
  model::TraceSummary summary;
  summary.trace_id = trace.id;
  summary.name = std::string(row.text(0));
  summary.service = std::string(row.text(1));
  summary.start_ns = row.integer(2);
  summary.end_ns = row.integer(3);
  summary.duration_ns = row.integer(4);
  summary.spans = read_count(row, 5);
  summary.errors = read_count(row, 6);
  summary.orphans = read_count(row, 7);
  summary.unfinished = read_count(row, 8);
  summary.services = read_list(row, 9);
  summary.agents = read_list(row, 10);
  summary.status = static_cast<model::StatusCode>(row.integer(11));
  summary.has_root = row.integer(12) != 0;
  return summary;
}

}  // namespace tracewh::query
