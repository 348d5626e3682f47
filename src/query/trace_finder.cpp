#include "query/trace_finder.hpp"

#include "base/error.hpp"
#include "base/hex.hpp"
#include "query/id_text.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::query {
namespace {

using base::Error, base::ErrorCode;

constexpr std::size_t kCandidatesNamed = 5;
constexpr std::size_t kDigits = 2 * sizeof(model::TraceId::bytes);
/// Of a span ID, and of a trace ID of 64 bits, which is stored behind as many zeros.
constexpr std::size_t kShortDigits = kDigits / 2;
const std::string kZeros(kShortDigits, '0');

model::Blob to_blob(const model::TraceId& id) { return {std::string(id.bytes.begin(), id.bytes.end())}; }

/// The first or last trace ID that begins with `prefix`.
model::Blob padded(std::string_view prefix, char digit) {
  std::string text(prefix);
  text.resize(kDigits, digit);
  model::TraceId id;
  base::from_hex(text, id.bytes);
  return to_blob(id);
}

std::vector<TraceKey> traces_between(store::Statement& traces, const model::Blob& low,
                                     const model::Blob& high) {
  traces.reset();
  traces.bind(kFindTrace.parameter("low"), store::BlobView{low.bytes});
  traces.bind(kFindTrace.parameter("high"), store::BlobView{high.bytes});
  traces.bind(kFindTrace.parameter("limit"), std::int64_t{kCandidatesNamed + 1});
  std::vector<TraceKey> found;
  while (traces.step()) found.push_back(read_trace_key(traces));
  return found;
}

/// Exact for the eight bytes that 16 digits are.
std::int64_t span_code(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return static_cast<std::int64_t>(value);
}

/// The traces on whose spans `statement`, ready to run, stands one after another; no more than can be named.
std::vector<MatchedTrace> traces_of(store::Statement& statement) {
  std::vector<MatchedTrace> found;
  while (statement.step()) {
    const TraceKey trace = read_trace_key(statement);
    if (found.empty() || found.back().trace.arrival != trace.arrival) {
      if (found.size() > kCandidatesNamed) break;
      found.push_back({trace, {}});
    }
    found.back().spans.push_back({static_cast<std::uint64_t>(statement.integer(kFindSpan["span_id"]))});
  }
  for (MatchedTrace& match : found) std::ranges::sort(match.spans);
  return found;
}

[[noreturn]] void fail_ambiguous(std::string_view text, const std::vector<MatchedTrace>& traces) {
  std::vector<std::string> candidates;
  for (const MatchedTrace& match : traces) candidates.push_back(model::to_string(match.trace.id));
  if (candidates.size() > kCandidatesNamed) candidates.back() = "…";
  throw Error(ErrorCode::kUsage, fmt::format("'{}' names more than one trace", text),
              fmt::format("write enough of one of their IDs: {}", fmt::join(candidates, ", ")));
}

}  // namespace

TraceFinder::TraceFinder(store::Reader& reader)
    : reader_(reader), traces_in_range_(prepare(reader, kFindTrace)) {}

std::optional<TraceKey> TraceFinder::find(const model::TraceId& id) {
  const std::vector<TraceKey> traces = traces_between(traces_in_range_, to_blob(id), to_blob(id));
  return traces.empty() ? std::nullopt : std::optional(traces.front());
}

MatchedTrace TraceFinder::find(std::string_view text) {
  if (text.empty()) throw Error(ErrorCode::kUsage, "an empty ID names no trace");
  const std::string digits = id_digits(text);
  std::vector<MatchedTrace> found = beginning_with(digits);
  if (found.empty() && digits.size() == kShortDigits) found = with_span(digits);
  if (found.empty()) found = with_task(text);
  if (found.empty()) {
    throw Error(ErrorCode::kUnanswerable,
                fmt::format("no trace begins with '{}', and no span or task has this ID", text),
                "list the traces with: tracewh query traces");
  }
  if (found.size() > 1) fail_ambiguous(text, found);
  return std::move(found.front());
}

std::vector<MatchedTrace> TraceFinder::beginning_with(std::string_view digits) {
  std::vector<MatchedTrace> found;
  if (digits.empty()) return found;
  const auto add = [&](std::string_view prefix) {
    for (const TraceKey& trace : traces_between(traces_in_range_, padded(prefix, '0'), padded(prefix, 'f'))) {
      found.push_back({trace, {}});
    }
  };
  add(digits);
  const std::string extended = kZeros + std::string(digits);
  // What are zeros only is the beginning of the same IDs again.
  if (digits.size() <= kShortDigits && digits.find_first_not_of('0') != std::string_view::npos) add(extended);
  return found;
}

std::vector<MatchedTrace> TraceFinder::with_span(std::string_view digits) {
  store::Statement spans = prepare(reader_, kFindSpan);
  spans.bind(kFindSpan.parameter("span_id"), span_code(digits));
  return traces_of(spans);
}

std::vector<MatchedTrace> TraceFinder::with_task(std::string_view id) {
  store::Statement tasks = prepare(reader_, kFindTask);
  tasks.bind(kFindTask.parameter("task_id"), id);
  return traces_of(tasks);
}

}  // namespace tracewh::query
