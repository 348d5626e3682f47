#include "search/joined_question.hpp"

#include "model/row_arrangement.hpp"
#include "search/joined_rows.hpp"
#include "search/row_ids.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tracewh::search {
namespace {

using Arguments = std::vector<query::Argument>;

bool lists_traces(const query::QueryDefinition& query) {
  return column_of(query.columns, "root_span_id") && !column_of(query.columns, "span_id");
}

model::Value* value_of(Arguments& arguments, std::string_view name) {
  const auto found = std::ranges::find(arguments, name, &query::Argument::name);
  return found == arguments.end() ? nullptr : &found->value;
}

bool is(Arguments& arguments, std::string_view name, const std::string& text) {
  const model::Value* value = value_of(arguments, name);
  return value != nullptr && *value == model::Value(text);
}

/// The integer of an argument, in whose place another is put; `other` where there is none.
std::int64_t exchange(Arguments& arguments, std::string_view name, std::int64_t other) {
  model::Value* value = value_of(arguments, name);
  auto* integer = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
  return integer == nullptr ? other : std::exchange(*integer, other);
}

/// Traces in the order of their durations.
class LongestTraces final : public model::RowStream {
 public:
  LongestTraces(std::unique_ptr<JoinedRows> rows, std::int64_t limit)
      : RowStream(rows->columns(), rows->gives_way()),
        rows_(std::move(rows)),
        sorted_(*rows_, {{"duration_ns", true}, {"trace_id"}}, limit) {}

  bool truncated() const override { return sorted_.truncated(); }
  std::vector<std::string> notes() const override { return sorted_.notes(); }

 private:
  const model::Row* read() override { return sorted_.next(); }

  std::unique_ptr<JoinedRows> rows_;
  model::SortedRows sorted_;
};

}  // namespace

std::unique_ptr<model::RowStream> ask_joined(store::Reader& reader, const query::QueryDefinition& query,
                                             Arguments arguments, query::Narrowing narrowing) {
  const auto rows = [&] {
    return std::unique_ptr<model::RowStream>(
        new query::Answer(query::run(reader, query, arguments, std::move(narrowing))));
  };
  const bool has_durations = column_of(query.columns, "duration_ns").has_value();
  const bool shows_roots = has_durations && is(arguments, "scope", "trace");
  if (!shows_roots && !lists_traces(query))
    return std::make_unique<JoinedRows>(reader, rows(), RowsOf::kSpans, 0, query::limit_of(arguments));
  // How many are left, and how long they took, is known only when they are joined.
  const std::int64_t limit = exchange(arguments, "limit", -1);
  if (!shows_roots && !(has_durations && is(arguments, "order", "longest")))
    return std::make_unique<JoinedRows>(reader, rows(), RowsOf::kTraces, 0, limit);
  const std::int64_t least_ns = exchange(arguments, "min", 0);
  return std::make_unique<LongestTraces>(
      std::make_unique<JoinedRows>(reader, rows(), RowsOf::kTraces, least_ns, -1), limit);
}

}  // namespace tracewh::search
