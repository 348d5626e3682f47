#include "search/joined_rows.hpp"

#include "base/json_text.hpp"
#include "search/row_ids.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tracewh::search {
namespace {

model::Value count_of(std::uint64_t count) { return static_cast<std::int64_t>(count); }

model::Value json_array(const std::vector<std::string>& names) {
  std::string json = "[";
  for (const std::string& name : names) {
    if (json.size() > 1) json.push_back(',');
    base::append_json_string(json, name);
  }
  return json + "]";
}

}  // namespace

JoinedRows::JoinedRows(store::Reader& reader, std::unique_ptr<model::RowStream> rows, RowsOf rows_of,
                       std::int64_t least_ns, std::int64_t limit)
    : RowStream(rows->columns(), rows->gives_way()),
      rows_(std::move(rows)),
      finder_(reader),
      loader_(reader, {.joined = true}),
      rows_of_(rows_of),
      least_ns_(least_ns),
      left_(limit) {}

std::vector<std::string> JoinedRows::notes() const {
  std::vector<std::string> notes = rows_->notes();
  std::ranges::move(loader_.notes(), std::back_inserter(notes));
  return notes;
}

std::optional<model::Value> JoinedRows::cell(std::string_view column) const {
  const auto position = column_of(columns(), column);
  return position ? std::optional(row_[*position]) : std::nullopt;
}

void JoinedRows::set(std::string_view column, model::Value value) {
  const auto position = column_of(columns(), column);
  if (position) row_[*position] = std::move(value);
}

void JoinedRows::name_parent(const model::TraceId& trace, const JoinedGroup& group) {
  const auto span = span_id_of(cell("span_id").value_or(model::Value()));
  for (const auto& [join, rule] : group.joins) {
    if (join.trace_id != trace || join.span_id != span || !join.parent_span_id.valid()) continue;
    set("parent_span_id", model::to_string(join.parent_span_id));
  }
}

void JoinedRows::count_all(const query::TraceKey& top) {
  const model::TraceSummary summary = loader_.load(top).summary;
  const auto duration_ns = summary.known_duration_ns();
  set("start_ns", summary.start_ns == 0 ? model::Value() : model::Value(summary.start_ns));
  set("duration_ns", duration_ns ? model::Value(*duration_ns) : model::Value());
  set("spans", count_of(summary.spans));
  set("errors", count_of(summary.errors));
  set("orphans", count_of(summary.orphans));
  set("unfinished", count_of(summary.unfinished));
  set("services", json_array(summary.services));
  set("agents", json_array(summary.agents));
}

bool JoinedRows::change() {
  const auto id = trace_id_of(cell("trace_id").value_or(model::Value()));
  const auto trace = id ? finder_.find(*id) : std::nullopt;
  if (!trace) return true;
  const JoinedGroup group = loader_.joined_to(*trace);
  if (group.traces.size() == 1) return true;
  const query::TraceKey& top = group.traces.front();
  if (rows_of_ == RowsOf::kSpans) {
    name_parent(*id, group);
    set("trace_id", model::to_string(top.id));
  } else if (top.id == *id) {
    count_all(top);
  } else {
    return false;
  }
  return true;
}

bool JoinedRows::is_too_short() const {
  if (rows_of_ == RowsOf::kSpans) return false;
  const std::optional<model::Value> duration = cell("duration_ns");
  const auto* ns = duration ? std::get_if<std::int64_t>(&*duration) : nullptr;
  return (ns == nullptr ? 0 : *ns) < least_ns_;
}

const model::Row* JoinedRows::read() {
  while (const model::Row* row = rows_->next()) {
    row_ = *row;
    if (!change() || is_too_short()) continue;
    if (left_ == 0) {
      truncated_ = true;
      return nullptr;
    }
    if (left_ > 0) --left_;
    return &row_;
  }
  return nullptr;
}

}  // namespace tracewh::search
