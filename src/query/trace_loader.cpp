#include "query/trace_loader.hpp"

#include "base/error.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>
#include <variant>

namespace tracewh::query {
namespace {

using base::Error, base::ErrorCode;

constexpr int kFirstFacet = kTraceSpans["task_id"];
constexpr std::array<model::Facet, kTraceSpans["attribute_values"] - kFirstFacet> kFacets{
    model::Facet::kTaskId,       model::Facet::kTaskName,     model::Facet::kTaskType,
    model::Facet::kTaskPriority, model::Facet::kWorkerId,     model::Facet::kMessageId,
    model::Facet::kInputTokens,  model::Facet::kOutputTokens, model::Facet::kCost,
    model::Facet::kSessionId};

double real(const store::Statement& row, int column) {
  const store::Cell cell = row.cell(column);
  const auto* const number = std::get_if<double>(&cell);
  return number != nullptr ? *number : static_cast<double>(row.integer(column));
}

std::uint32_t count(const store::Statement& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));  // NULL reads as 0
}

model::SpanId span_id(const store::Statement& row, int column) {
  return {static_cast<std::uint64_t>(row.integer(column))};  // NULL reads as 0, which stands for none
}

model::SpanFacet read_facet(const store::Statement& row, int column, model::Facet facet, base::Arena& arena) {
  switch (info(facet).type) {
    case model::FacetType::kInteger:
      return {facet, row.integer(column)};
    case model::FacetType::kReal:
      return {facet, real(row, column)};
    case model::FacetType::kDictionary:
    case model::FacetType::kText:
      break;
  }
  return {facet, arena.copy(row.text(column))};
}

model::SpanPayload read_payload(const store::Statement& row, base::Arena& arena) {
  model::SpanPayload payload;
  payload.attribute_values = arena.copy(row.text(kTraceSpans["attribute_values"]));
  payload.events = arena.copy(row.text(kTraceSpans["events"]));
  payload.links = arena.copy(row.text(kTraceSpans["links"]));
  payload.trace_state = arena.copy(row.text(kTraceSpans["trace_state"]));
  payload.dropped_attributes = count(row, kTraceSpans["dropped_attributes"]);
  payload.dropped_events = count(row, kTraceSpans["dropped_events"]);
  payload.dropped_links = count(row, kTraceSpans["dropped_links"]);
  return payload;
}

std::size_t json_bytes(const model::SpanPayload& payload) {
  return payload.attribute_values.size() + payload.events.size() + payload.links.size();
}

std::vector<std::string> read_list(const store::Statement& row, int column) {
  const auto list = nlohmann::json::parse(row.text(column), nullptr, false);
  const auto is_text = [](const nlohmann::json& element) { return element.is_string(); };
  if (!list.is_array() || !std::ranges::all_of(list, is_text)) row.fail_damaged("a list of names");
  return list.get<std::vector<std::string>>();
}

std::uint64_t read_count(const store::Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

/// Puts all spans of a trace into the order in which a query by start gives them.
void sort_by_start(std::vector<model::Span>& spans) {
  struct Position {
    std::int64_t start_ns;
    std::int64_t span_id;
    std::uint32_t span;
  };
  std::vector<Position> order;
  order.reserve(spans.size());
  for (const model::Span& span : spans) {
    order.push_back({span.known_start_ns(), static_cast<std::int64_t>(span.span_id.value),
                     static_cast<std::uint32_t>(order.size())});
  }
  std::ranges::sort(order, {}, [](const Position& position) {
    return std::tuple(position.start_ns == 0, position.start_ns, position.span_id);
  });
  std::vector<model::Span> sorted;
  sorted.reserve(spans.size());
  for (const Position& position : order) sorted.push_back(spans[position.span]);
  spans = std::move(sorted);
}

}  // namespace

void each_trace(store::Reader& reader, const std::function<void(const TraceKey&)>& visit) {
  store::Statement statement = prepare(reader, kAllTraces);
  while (statement.step()) visit(read_trace_key(statement));
}

TraceLoader::TraceLoader(store::Reader& reader, Payloads payloads)
    : payloads_(payloads),
      order_(prepare(reader, kSpanOrder)),
      spans_(prepare(reader, kTraceSpans)),
      shared_(reader, payloads == Payloads::kLoad) {}

void TraceLoader::begin(const TraceKey& trace, std::size_t max_spans) {
  order_.reset();
  trace_ = trace;
  expected_ = std::min<std::uint64_t>(trace.span_count, max_spans);
  at_start_ = true;
}

void TraceLoader::choose(std::int64_t first, std::int64_t last) {
  spans_.reset();
  bind_arrival(spans_, kTraceSpans.parameter("trace"), trace_.arrival);
  spans_.bind(kTraceSpans.parameter("first"), first);
  spans_.bind(kTraceSpans.parameter("last"), last);
  spans_.bind(kTraceSpans.parameter("payloads"), std::int64_t{payloads_ == Payloads::kLoad});
}

void TraceLoader::open_by_start(const TraceKey& trace, std::size_t max_spans) {
  begin(trace, max_spans);
  by_start_ = true;
  bind_arrival(order_, kSpanOrder.parameter("trace"), trace.arrival);
  order_.bind(kSpanOrder.parameter("limit"), static_cast<std::int64_t>(max_spans));
  has_row_ = step();
}

void TraceLoader::open_by_id(const TraceKey& trace, std::size_t max_spans) {
  begin(trace, max_spans);
  by_start_ = false;
  choose(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
  has_row_ = step();
}

bool TraceLoader::step() {
  if (!by_start_) return spans_.step();
  if (!order_.step()) return false;
  const std::int64_t span_id = order_.integer(kSpanOrder["span_id"]);
  choose(span_id, span_id);
  return spans_.step();
}

void TraceLoader::open(const TraceKey& trace) {
  open_by_start(trace, std::numeric_limits<std::int64_t>::max());
}

model::Trace TraceLoader::load(const TraceKey& trace, std::size_t max_spans) {
  // The first spans by start of a larger trace lie anywhere; those of a whole one are sorted faster here.
  const bool is_cut = trace.span_count > max_spans;
  if (is_cut) {
    open_by_start(trace, max_spans);
  } else {
    open_by_id(trace, max_spans);
  }
  std::optional<model::Trace> loaded = next({max_spans});
  if (!loaded) loaded.emplace().trace_id = trace.id;
  if (!is_cut) sort_by_start(loaded->spans);
  loaded->last = loaded->spans.size() >= trace.span_count;
  return std::move(*loaded);
}

std::optional<model::Trace> TraceLoader::next(const ChunkLimit& limit) {
  if (!has_row_) return std::nullopt;
  model::Trace chunk;
  chunk.trace_id = trace_.id;
  chunk.first = std::exchange(at_start_, false);
  chunk.spans.reserve(std::min<std::uint64_t>(expected_, limit.spans));
  shared_.begin(chunk);
  std::size_t bytes = 0;
  while (has_row_ && chunk.spans.size() < limit.spans && bytes < limit.bytes) {
    chunk.spans.push_back(read_span(chunk.arena));
    bytes += json_bytes(*chunk.spans.back().payload);
    has_row_ = step();
  }
  expected_ -= std::min<std::uint64_t>(expected_, chunk.spans.size());
  chunk.last = !has_row_;
  return chunk;
}

model::Span TraceLoader::read_span(base::Arena& arena) {
  const SpanTemplate& shared = shared_.find(spans_.integer(kTraceSpans["template"]));
  model::Span span = shared.span;
  span.span_id = span_id(spans_, kTraceSpans["span_id"]);
  span.parent_span_id = span_id(spans_, kTraceSpans["parent_span_id"]);
  span.role = static_cast<model::Role>(spans_.integer(kTraceSpans["role"]));
  span.evidence = static_cast<std::uint8_t>(spans_.integer(kTraceSpans["evidence"]));
  span.start_ns = spans_.integer(kTraceSpans["start_ns"]);
  if (!spans_.is_null(kTraceSpans["end_ns"])) span.end_ns = spans_.integer(kTraceSpans["end_ns"]);
  span.status_message = arena.copy(spans_.text(kTraceSpans["status_message"]));
  span.error_message = arena.copy(spans_.text(kTraceSpans["error_message"]));
  facets_.clear();
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    const int column = kFirstFacet + static_cast<int>(i);
    if (!spans_.is_null(column)) facets_.push_back(read_facet(spans_, column, kFacets[i], arena));
  }
  if (!facets_.empty()) {
    facets_.insert(facets_.end(), span.facets.begin(), span.facets.end());
    span.facets = arena.copy_all(std::span<const model::SpanFacet>(facets_));
  }
  if (payloads_ == Payloads::kLoad) {
    model::SpanPayload payload = read_payload(spans_, arena);
    payload.attribute_keys = shared.attribute_keys;
    span.payload = arena.copy_all(std::span<const model::SpanPayload>(&payload, 1)).data();
  }
  return span;
}

SummaryLoader::SummaryLoader(store::Reader& reader) : row_(prepare(reader, kTraceSummary)) {}

model::TraceSummary SummaryLoader::load(const TraceKey& trace) {
  store::Statement& row = row_;
  row.reset();
  bind_arrival(row, kTraceSummary.parameter("trace"), trace.arrival);
  if (!row.step()) throw Error(ErrorCode::kOperational, "the trace is no longer stored");
  model::TraceSummary summary;
  summary.trace_id = trace.id;
  summary.name = std::string(row.text(kTraceSummary["name"]));
  summary.service = std::string(row.text(kTraceSummary["service"]));
  summary.start_ns = row.integer(kTraceSummary["start_ns"]);
  summary.end_ns = row.integer(kTraceSummary["end_ns"]);
  summary.duration_ns = row.integer(kTraceSummary["duration_ns"]);
  summary.spans = read_count(row, kTraceSummary["spans"]);
  summary.errors = read_count(row, kTraceSummary["errors"]);
  summary.orphans = read_count(row, kTraceSummary["orphans"]);
  summary.unfinished = read_count(row, kTraceSummary["unfinished"]);
  summary.services = read_list(row, kTraceSummary["services"]);
  summary.agents = read_list(row, kTraceSummary["agents"]);
  summary.status = static_cast<model::StatusCode>(row.integer(kTraceSummary["status"]));
  summary.has_root = row.integer(kTraceSummary["has_root"]) != 0;
  row.reset();
  return summary;
}

}  // namespace tracewh::query
