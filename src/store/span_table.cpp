#include "store/span_table.hpp"

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
    : next_payload_(query_integer(connection, "next_payload")),
      insert_span_(connection, "insert_span"),
      insert_payload_(connection, "insert_payload"),
      stored_span_(connection, "stored_span"),
      span_content_(connection, "span_content"),
      delete_span_(connection, "delete_span"),
      delete_payload_(connection, "delete_payload"),
      savepoint_(connection, "savepoint"),
      rollback_to_savepoint_(connection, "rollback_to_savepoint"),
      release_savepoint_(connection, "release_savepoint") {}

Outcome SpanTable::put(SpanRow& row) { return insert(row) ? Outcome::kInserted : settle(row); }

bool SpanTable::insert(SpanRow& row) {
  row.span[column::kPayload] = next_payload_;
  row.payload[column::kPayloadId] = next_payload_;
  if (!insert_span_.insert(row.span)) return false;
  insert_payload_.insert(row.payload);
  ++next_payload_;
  return true;
}

Outcome SpanTable::settle(SpanRow& row) {
  stored_span_.bind(1, row.span[column::kTrace]);
  stored_span_.bind(2, row.span[column::kSpanId]);
  stored_span_.step();
  const bool same = same_content(row, stored_span_);
  const std::int64_t old_payload = stored_span_.integer(column::kPayload);
  const auto order = completeness(row) <=> completeness(stored_span_);
  stored_span_.reset();
  if (same) return Outcome::kDuplicate;
  if (order < 0) return Outcome::kKept;
  if (order > 0) {
    replace(row, old_payload);
    return Outcome::kReplaced;
  }
  return settle_by_content(row, old_payload);
}

Outcome SpanTable::settle_by_content(SpanRow& row, std::int64_t old_payload) {
  const std::string old_content = content(row);
  savepoint_.run();
  replace(row, old_payload);
  const auto order = content(row) <=> old_content;
  if (order <= 0) rollback_to_savepoint_.run();
  release_savepoint_.run();
  if (order == 0) return Outcome::kDuplicate;
  return order < 0 ? Outcome::kKept : Outcome::kReplaced;
}

void SpanTable::replace(SpanRow& row, std::int64_t old_payload) {
  delete_payload_.bind_all(old_payload).run();
  delete_span_.bind_all(row.span[column::kTrace], row.span[column::kSpanId]).run();
  insert(row);
}

std::string SpanTable::content(const SpanRow& row) {
  span_content_.bind_all(row.span[column::kTrace], row.span[column::kSpanId]).step();
  std::string text(span_content_.text(0));
  span_content_.reset();
  return text;
}

}  // namespace tracewh::store
