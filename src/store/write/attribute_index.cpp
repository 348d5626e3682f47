#include "store/write/attribute_index.hpp"

#include "store/read/comparable_value.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/write/span_row.hpp"
#include "store/write/trace_row.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::store {
namespace {

// Lists of keys to remember. There are few, unless keys hold numbers.
constexpr std::size_t kCachedLists = 10'000;

constexpr Columns kIndexed("indexed_positions");

void indexed_value(sqlite3_context* context, int, sqlite3_value** arguments) {
  const auto* values = static_cast<const char*>(sqlite3_value_blob(arguments[0]));
  if (values == nullptr) return;
  const auto bytes = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
  const auto position = static_cast<std::size_t>(sqlite3_value_int64(arguments[1]));
  give(context, indexed_form(comparable_value({values, bytes}, position)));
}

sqlite3* knowing_indexed_value(sqlite3* connection) {
  add_indexed_value(connection);
  return connection;
}

}  // namespace

void add_indexed_value(sqlite3* connection) {
  sqlite3_create_function(connection, "indexed_value", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                          indexed_value, nullptr, nullptr);
}

AttributeIndex::AttributeIndex(sqlite3* connection)
    : has_keys_(query_integer(connection, "has_indexed_keys") != 0),
      find_positions_(connection, "indexed_positions"),
      insert_(connection, "insert_indexed"),
      move_(knowing_indexed_value(connection), "move_indexed"),
      delete_(connection, "delete_indexed") {}

void AttributeIndex::add(const BatchRows& rows, const BatchPosition& position) {
  if (!has_keys_) return;
  const model::SpanRecord& record = rows.record(position);
  for (const ValuePosition& indexed : positions_of(rows.batch.strings[record.attribute_keys])) {
    const Cell form = indexed_form(comparable_value(record.attribute_values, indexed.position));
    Entry entry{indexed.key, {}, position.trace->id, position.span_id};
    if (const auto* text = std::get_if<std::string_view>(&form)) {
      entry.value = std::string(*text);
    } else if (const auto* real = std::get_if<double>(&form)) {
      entry.value = *real;
    } else if (const auto* integer = std::get_if<std::int64_t>(&form)) {
      entry.value = *integer;
    } else {
      continue;
    }
    entries_.push_back(std::move(entry));
  }
}

const std::vector<AttributeIndex::ValuePosition>& AttributeIndex::positions_of(std::string_view keys) {
  if (positions_.size() > kCachedLists) positions_.clear();
  const auto [at, is_new] = positions_.try_emplace(std::string(keys));
  if (is_new) {
    find_positions_.bind_all(keys);
    while (find_positions_.step()) {
      at->second.push_back({find_positions_.integer(kIndexed["id"]),
                            static_cast<std::size_t>(find_positions_.integer(kIndexed["position"]))});
    }
  }
  return at->second;
}

void AttributeIndex::remove(std::int64_t trace, std::optional<std::int64_t> span_id) {
  if (!has_keys_) return;
  flush();
  delete_.bind_all(trace, span_id.value_or(kFirstSpanId), span_id.value_or(kLastSpanId)).run();
}

void AttributeIndex::move(std::int64_t trace, std::int64_t span_id, std::int64_t new_id) {
  if (!has_keys_) return;
  flush();
  move_.bind_all(trace, span_id, new_id).run();
}

void AttributeIndex::flush() {
  // In the order of the table's key, so that neighbours share a page.
  std::ranges::sort(entries_);
  for (const Entry& entry : entries_) {
    const Cell value = std::visit([](const auto& form) { return Cell(form); }, entry.value);
    insert_.insert(std::array{Cell(entry.key), value, Cell(entry.trace), Cell(entry.span_id)});
  }
  entries_.clear();
}

}  // namespace tracewh::store
