#include "query/trace_finder.hpp"

#include "base/error.hpp"
#include "base/hex.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tracewh::query {
namespace {

using base::Error, base::ErrorCode;

constexpr std::size_t kCandidatesNamed = 5;
constexpr std::size_t kDigits = 2 * sizeof(model::TraceId::bytes);

model::Blob to_blob(const model::TraceId& id) { return {std::string(id.bytes.begin(), id.bytes.end())}; }

/// The first or last trace ID that begins with `prefix`.
model::Blob padded(std::string_view prefix, char digit) {
  std::string text(prefix);
  text.resize(kDigits, digit);
  model::TraceId id;
  base::from_hex(text, id.bytes);
  return to_blob(id);
}

void check_prefix(std::string_view text) {
  const bool is_hex = std::ranges::all_of(text, [](char c) { return base::hex_digit(c) >= 0; });
  if (text.empty() || text.size() > kDigits || !is_hex) {
    throw Error(
        ErrorCode::kUsage, fmt::format("'{}' is not a trace ID", text),
        fmt::format("write its {} hexadecimal digits, or as many of the first as tell it apart", kDigits));
  }
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

[[noreturn]] void fail_ambiguous(std::string_view text, const std::vector<TraceKey>& traces) {
  std::vector<std::string> candidates;
  for (const TraceKey& trace : traces) candidates.push_back(model::to_string(trace.id));
  if (candidates.size() > kCandidatesNamed) candidates.back() = "…";
  throw Error(ErrorCode::kUsage, fmt::format("more than one trace begins with {}", text),
              fmt::format("write more digits; there are {}", fmt::join(candidates, ", ")));
}

}  // namespace

TraceFinder::TraceFinder(store::Reader& reader) : traces_in_range_(prepare(reader, kFindTrace)) {}

std::optional<TraceKey> TraceFinder::find(const model::TraceId& id) {
  const std::vector<TraceKey> traces = traces_between(traces_in_range_, to_blob(id), to_blob(id));
  return traces.empty() ? std::nullopt : std::optional(traces.front());
}

TraceKey TraceFinder::find(std::string_view text) {
  check_prefix(text);
  const std::vector<TraceKey> traces = traces_between(traces_in_range_, padded(text, '0'), padded(text, 'f'));
  if (traces.empty()) {
    throw Error(ErrorCode::kUnanswerable, fmt::format("no trace begins with {}", text),
                "list the traces with: tracewh query traces");
  }
  if (traces.size() > 1) fail_ambiguous(text, traces);
  return traces.front();
}

}  // namespace tracewh::query
