#include "query/span_reader.hpp"

#include "base/error.hpp"
#include "query/rows.hpp"

#include <utility>

namespace tracewh::query {
namespace {

// The columns of export_spans.sql.
enum Column : int {
  kSpanId,
  kParentSpanId,
  kResource,
  kScope,
  kName,
  kKind,
  kRole,
  kStatus,
  kEvidence,
  kAnomalies,
  kStart,
  kEnd,
  kFlags,
  kStatusMessage,
  kErrorMessage,
  kTraceState,
  kAttributeKeys,
  kAttributeValues,
  kEvents,
  kLinks,
  kDroppedAttributes,
  kDroppedEvents,
  kDroppedLinks,
  kFirstFacet
};

std::uint32_t count(const store::Statement& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));  // NULL reads as 0
}

std::string text(const store::Statement& row, int column) { return std::string(row.text(column)); }

std::size_t text_bytes(const model::StoredSpan& span) {
  return span.attribute_values.size() + span.events.size() + span.links.size();
}

/// All but the positions of its resource and scope.
model::StoredSpan read_span(store::Statement& row) {
  model::StoredSpan span;
  span.span_id.value = static_cast<std::uint64_t>(row.integer(kSpanId));
  span.parent_span_id.value = static_cast<std::uint64_t>(row.integer(kParentSpanId));
  span.name = text(row, kName);
  span.kind = static_cast<std::int32_t>(row.integer(kKind));
  span.role = static_cast<model::Role>(row.integer(kRole));
  span.status = static_cast<model::StatusCode>(row.integer(kStatus));
  span.evidence = static_cast<std::uint8_t>(row.integer(kEvidence));
  span.anomalies = static_cast<std::uint8_t>(row.integer(kAnomalies));
  span.start_ns = row.integer(kStart);
  if (!row.is_null(kEnd)) span.end_ns = row.integer(kEnd);
  if (!row.is_null(kFlags)) span.flags = count(row, kFlags);
  span.status_message = text(row, kStatusMessage);
  span.error_message = text(row, kErrorMessage);
  span.trace_state = text(row, kTraceState);
  span.attribute_keys = text(row, kAttributeKeys);
  span.attribute_values = text(row, kAttributeValues);
  span.events = text(row, kEvents);
  span.links = text(row, kLinks);
  span.dropped_attributes = count(row, kDroppedAttributes);
  span.dropped_events = count(row, kDroppedEvents);
  span.dropped_links = count(row, kDroppedLinks);
  for (std::size_t i = 0; i < span.facets.size(); ++i) {
    span.facets[i] = row.value(kFirstFacet + static_cast<int>(i));
  }
  return span;
}

/// Puts `statement` on the row of that ID.
void find_row(store::Statement& statement, std::int64_t id) {
  statement.reset();
  statement.bind("id", id);
  if (!statement.step()) {
    throw base::Error(base::ErrorCode::kOperational, "a span's resource or scope is missing",
                      "the database is damaged; PRAGMA foreign_key_check tells where");
  }
}

}  // namespace

void each_trace(store::Reader& reader, const std::function<void(const TraceKey&)>& visit) {
  store::Statement statement = prepare_embedded(reader, "queries/internal/export_traces.sql");
  while (statement.step()) visit(read_trace_key(statement));
}

SpanReader::SpanReader(store::Reader& reader)
    : spans_(prepare_embedded(reader, "queries/internal/export_spans.sql")),
      resource_(prepare_embedded(reader, "queries/internal/export_resource.sql")),
      scope_(prepare_embedded(reader, "queries/internal/export_scope.sql")) {}

void SpanReader::open(const TraceKey& trace) {
  spans_.reset();
  bind_arrival(spans_, "trace", trace.arrival);
  trace_id_ = trace.id;
  at_start_ = true;
  has_row_ = spans_.step();
}

std::optional<model::StoredSpans> SpanReader::next(const ChunkLimit& limit) {
  if (!has_row_) return std::nullopt;
  model::StoredSpans chunk;
  chunk.trace_id = trace_id_;
  chunk.first = std::exchange(at_start_, false);
  Positions resources;
  Positions scopes;
  std::size_t bytes = 0;
  while (has_row_ && chunk.spans.size() < limit.spans && bytes < limit.bytes) {
    model::StoredSpan& span = chunk.spans.emplace_back(read_span(spans_));
    span.resource = resource_position(spans_.integer(kResource), resources, chunk);
    span.scope = scope_position(spans_.integer(kScope), scopes, chunk);
    bytes += text_bytes(span);
    has_row_ = spans_.step();
  }
  chunk.last = !has_row_;
  return chunk;
}

std::size_t SpanReader::resource_position(std::int64_t id, Positions& positions, model::StoredSpans& chunk) {
  const auto [found, is_new] = positions.try_emplace(id, chunk.resources.size());
  if (is_new) {
    find_row(resource_, id);
    chunk.resources.push_back({text(resource_, 0), text(resource_, 1), text(resource_, 2), text(resource_, 3),
                               count(resource_, 4)});
  }
  return found->second;
}

std::size_t SpanReader::scope_position(std::int64_t id, Positions& positions, model::StoredSpans& chunk) {
  const auto [found, is_new] = positions.try_emplace(id, chunk.scopes.size());
  if (is_new) {
    find_row(scope_, id);
    chunk.scopes.push_back(
        {text(scope_, 0), text(scope_, 1), text(scope_, 2), text(scope_, 3), count(scope_, 4)});
  }
  return found->second;
}

}  // namespace tracewh::query
