#include "store/write/call_sides.hpp"

#include "model/enums.hpp"
#include "store/sqlite/named_statements.hpp"

namespace tracewh::store {
namespace {

constexpr Columns kStored("stored_side");

bool is_cut_off(std::int64_t anomalies) { return (anomalies & model::anomaly::kCutOff) != 0; }

}  // namespace

CallSides::CallSides(sqlite3* connection)
    : local_address_(connection, "local_address"), stored_side_(connection, "stored_side") {}

std::optional<CallSide> CallSides::of(const BatchRows& rows, const BatchPosition& position) {
  const model::SpanRecord& record = rows.record(position);
  if (is_cut_off(record.anomalies)) return std::nullopt;
  CallSide side{model::is_called(record.kind), {}, {}};
  if (!side.called) return side;
  side.service = rows.batch.strings[rows.batch.resources[record.resource].service];
  local_address_.bind_all(rows.batch.strings[record.attribute_keys], record.attribute_values);
  while (local_address_.step()) side.address = local_address_.text(0);
  return side;
}

std::optional<CallSide> CallSides::stored(std::int64_t trace, std::int64_t span_id) {
  std::optional<CallSide> side;
  stored_side_.bind_all(trace, span_id);
  while (stored_side_.step()) {
    if (is_cut_off(stored_side_.integer(kStored["anomalies"]))) continue;
    side.emplace().called =
        model::is_called(static_cast<std::int32_t>(stored_side_.integer(kStored["kind"])));
    if (!side->called) continue;
    side->service = stored_side_.text(kStored["service"]);
    side->address = stored_side_.text(kStored["address"]);
  }
  return side;
}

}  // namespace tracewh::store
