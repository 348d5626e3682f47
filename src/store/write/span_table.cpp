#include "store/write/span_table.hpp"

#include "model/enums.hpp"
#include "store/write/trace_row.hpp"

#include <bit>
#include <compare>
#include <string_view>
#include <variant>

namespace tracewh::store {
namespace {

/// What decides between two versions of a span, the more important first; the greater is chosen.
struct Rank {
  bool is_original = false;  ///< no copy in a format that cannot hold all of a span
  bool is_whole = false;     ///< its record did not break off
  bool finished = false;
  std::int64_t end_ns = 0;
  int anomalies = 0;  ///< negative
  int evidence = 0;
  std::int64_t content = 0;  ///< bytes

  auto operator<=>(const Rank&) const = default;
};

/// Set by our own exports, see encode::mapped_attributes().
constexpr std::string_view kCopyKey = "\"tracewh.copy\"";

int bits(std::int64_t set) { return std::popcount(static_cast<std::uint64_t>(set)); }

std::int64_t bytes_of(const Cell& cell) {
  const auto* text = std::get_if<std::string_view>(&cell);
  return text == nullptr ? 0 : static_cast<std::int64_t>(text->size());
}

/// Ranks the version of which `span` and `payload` give the cells.
template <typename Span, typename Payload>
Rank rank_of(std::string_view attribute_keys, std::int64_t anomalies, Span span, Payload payload) {
  Rank rank;
  rank.is_original = attribute_keys.find(kCopyKey) == std::string_view::npos;
  rank.is_whole = (anomalies & model::anomaly::kCutOff) == 0;
  const Cell duration = span(column::kDuration);
  const Cell end = payload(column::kPayloadEnd);
  rank.finished = duration.index() != 0 || end.index() != 0;
  if (rank.finished) {
    rank.end_ns = end.index() != 0
                      ? std::get<std::int64_t>(end)
                      : std::get<std::int64_t>(span(column::kStart)) + std::get<std::int64_t>(duration);
  }
  rank.anomalies = -bits(anomalies);
  rank.evidence = bits(std::get<std::int64_t>(span(column::kEvidence)));
  rank.content = bytes_of(span(column::kAttributeValues));
  for (std::size_t i = 0; i < column::kPayloadColumns; ++i) rank.content += bytes_of(payload(i));
  return rank;
}

Rank rank_of(const SpanRow& row, const BatchRows& rows, const BatchPosition& position) {
  const model::SpanRecord& record = rows.record(position);
  return rank_of(
      rows.batch.strings[record.attribute_keys], record.anomalies, [&](std::size_t i) { return row.span[i]; },
      [&](std::size_t i) { return row.payload[i]; });
}

Rank rank_of(const Statement& stored) {
  const auto cell = [&](std::size_t column) { return stored.cell(static_cast<int>(column)); };
  return rank_of(stored.text(column::kStoredSpan["attribute_keys"]),
                 stored.integer(column::kStoredSpan["anomalies"]), cell,
                 [&](std::size_t i) { return cell(column::kSpanColumns + i); });
}

}  // namespace

SpanTable::SpanTable(sqlite3* connection)
    : module_(connection),
      next_payload_(query_integer(connection, "next_payload")),
      insert_batch_(connection, "insert_batch"),
      insert_payload_(connection, "insert_payload"),
      stored_span_(connection, "stored_span"),
      span_content_(connection, "span_content"),
      has_span_(connection, "has_span"),
      move_below_(connection, "move_below"),
      delete_span_(connection, "delete_span"),
      delete_payload_(connection, "delete_payload"),
      delete_trace_spans_(connection, "delete_trace_spans"),
      delete_trace_payloads_(connection, "delete_trace_payloads"),
      savepoint_(connection, "savepoint"),
      rollback_to_savepoint_(connection, "rollback_to_savepoint"),
      release_savepoint_(connection, "release_savepoint") {}

std::span<const std::size_t> SpanTable::insert(const BatchRows& rows) {
  module_.show(rows);
  insert_batch_.run();
  conflicts_ = module_.conflicts();
  auto conflict = conflicts_.begin();
  for (std::size_t i = 0; i < rows.positions.size(); ++i) {
    if (conflict != conflicts_.end() && *conflict == i) {
      ++conflict;
    } else if (rows.positions[i].payload != 0) {
      insert_payload(rows, rows.positions[i]);
    }
  }
  return conflicts_;
}

void SpanTable::insert_payload(const BatchRows& rows, const BatchPosition& position) {
  fill_payload(row_, rows.record(position));
  row_.payload[column::kPayloadId] = position.payload;
  insert_payload_.insert(row_.payload);
}

bool SpanTable::holds(const BatchRows& rows, const BatchPosition& position) {
  fill_span(row_, rows, position);
  fill_payload(row_, rows.record(position));
  const bool found = stored_span_.bind_all(position.trace->id, position.span_id).step();
  const bool same = found && same_content(row_, stored_span_);
  if (found) stored_span_.reset();
  return same;
}

bool SpanTable::has(std::int64_t trace, std::int64_t span_id) {
  const bool found = has_span_.bind_all(trace, span_id).step();
  if (found) has_span_.reset();
  return found;
}

void SpanTable::move_below(std::int64_t trace, std::int64_t span_id, std::int64_t new_id) {
  move_below_.bind_all(trace, span_id, new_id).run();
}

Outcome SpanTable::choose(const BatchRows& rows, const BatchPosition& position) {
  fill_span(row_, rows, position);
  fill_payload(row_, rows.record(position));
  stored_span_.bind_all(position.trace->id, position.span_id).step();
  const bool same = same_content(row_, stored_span_);
  const auto order = rank_of(row_, rows, position) <=> rank_of(stored_span_);
  stored_span_.reset();
  if (same) return Outcome::kDuplicate;
  if (order != 0) return order < 0 ? Outcome::kKept : Outcome::kReplace;
  return choose_by_content(rows, position);
}

Outcome SpanTable::choose_by_content(const BatchRows& rows, const BatchPosition& position) {
  // Only the tables tell a span's content in a form that does not depend on the order of arrival.
  const std::string old_content = content(position);
  savepoint_.run();
  replace(rows, position);
  const auto order = content(position) <=> old_content;
  rollback_to_savepoint_.run();
  release_savepoint_.run();
  if (order == 0) return Outcome::kDuplicate;
  return order < 0 ? Outcome::kKept : Outcome::kReplace;
}

void SpanTable::replace(const BatchRows& rows, const BatchPosition& position) {
  delete_payload_.bind_all(position.trace->id, position.span_id).run();
  delete_span_.bind_all(position.trace->id, position.span_id).run();
  const BatchRows one{rows.batch, rows.ids, std::span(&position, 1)};
  module_.show(one);
  insert_batch_.run();
  if (position.payload != 0) insert_payload(rows, position);
}

void SpanTable::remove_trace(std::int64_t trace) {
  delete_trace_payloads_.bind_all(trace).run();
  delete_trace_spans_.bind_all(trace).run();
}

std::string SpanTable::content(const BatchPosition& position) {
  span_content_.bind_all(position.trace->id, position.span_id).step();
  std::string text(span_content_.text(0));
  span_content_.reset();
  return text;
}

}  // namespace tracewh::store
