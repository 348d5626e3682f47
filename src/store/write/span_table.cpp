#include "store/write/span_table.hpp"

#include "store/write/trace_row.hpp"

#include <algorithm>
#include <compare>
#include <utility>

namespace tracewh::store {
namespace {

/// Whether a span is finished, and when: what decides first between two versions of it.
using Completeness = std::pair<bool, std::int64_t>;

Completeness completeness(const Cell& start, const Cell& duration, const Cell& original_end) {
  if (duration.index() == 0) return {false, 0};
  if (original_end.index() != 0) return {true, std::get<std::int64_t>(original_end)};
  return {true, std::get<std::int64_t>(start) + std::get<std::int64_t>(duration)};
}

Completeness completeness(const SpanRow& row) {
  return completeness(row.span[column::kStart], row.span[column::kDuration],
                      row.payload[column::kPayloadEnd]);
}

Completeness completeness(const Statement& stored) {
  return completeness(stored.cell(column::kStart), stored.cell(column::kDuration),
                      stored.cell(column::kSpanColumns + column::kPayloadEnd));
}

}  // namespace

SpanTable::SpanTable(sqlite3* connection)
    : module_(connection),
      next_payload_(query_integer(connection, "next_payload")),
      insert_batch_(connection, "insert_batch"),
      insert_payload_(connection, "insert_payload"),
      stored_span_(connection, "stored_span"),
      span_content_(connection, "span_content"),
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

Outcome SpanTable::choose(const BatchRows& rows, const BatchPosition& position) {
  fill_span(row_, rows.batch, rows.record(position), rows.ids, position.trace->id);
  fill_payload(row_, rows.record(position));
  stored_span_.bind_all(position.trace->id, position.span_id).step();
  const bool same = same_content(row_, stored_span_);
  const auto order = completeness(row_) <=> completeness(stored_span_);
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
