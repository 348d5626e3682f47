#include "query/runner.hpp"

#include "base/error.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <limits>
#include <utility>

namespace tracewh::query {
namespace {

[[noreturn]] void fail(const QueryDefinition& query, const std::string& reason) {
  throw base::Error(base::ErrorCode::kUsage, fmt::format("{}: {}", query.source, reason));
}

void check_columns(const QueryDefinition& query, const store::Statement& statement) {
  const std::vector<std::string> columns = statement.columns();
  if (columns == query.columns) return;
  fail(query, fmt::format("the header declares the columns {}, but the SQL returns {}",
                          fmt::join(query.columns, " "), fmt::join(columns, " ")));
}

/// A run that was never ingested is no empty answer: an assertion about it would hold for nothing.
void require_run(store::Reader& reader, const model::Value& name) {
  const auto* run = std::get_if<std::string>(&name);
  if (run == nullptr) return;
  store::Statement statement = prepare(reader, kFindRun);
  statement.bind(kFindRun.parameter("name"), std::string_view(*run));
  if (statement.step()) return;
  throw base::Error(base::ErrorCode::kUnanswerable, fmt::format("there is no run named '{}'", *run),
                    "tracewh query runs lists them");
}

/// One row more than asked for tells whether there are more.
model::Value one_more(const model::Value& limit) {
  const auto rows = std::get<std::int64_t>(limit);
  return rows < 0 || rows == std::numeric_limits<std::int64_t>::max() ? rows : rows + 1;
}

/// Runs a query on what `reader` sees, which attributes may have narrowed.
model::RowSet answer(store::Reader& reader, const QueryDefinition& query, std::span<const Argument> arguments,
                     bool narrowed) {
  store::Statement statement = reader.prepare(query.sql);
  check_columns(query, statement);
  std::int64_t limit = -1;
  for (const auto& [name, value] : arguments) {
    const bool is_limit = name == "limit";
    if (is_limit) limit = std::get<std::int64_t>(value);
    if (!statement.bind(name, is_limit ? one_more(value) : value)) {
      fail(query, fmt::format("the header declares '{}', but the SQL does not use :{}", name, name));
    }
  }
  const bool asks_for_attributes =
      statement.bind("attr", narrowed ? model::Value(std::int64_t{1}) : model::Value());
  // Left alone, an undeclared parameter would silently be NULL.
  if (statement.parameters() != std::ssize(arguments) + (asks_for_attributes ? 1 : 0)) {
    fail(query, "the SQL uses a parameter that the header does not declare");
  }
  return read_rows(statement, limit);
}

}  // namespace

model::RowSet run(store::Reader& reader, const QueryDefinition& query, std::span<const Argument> arguments,
                  std::vector<store::AttributeCondition> attributes) {
  for (const auto& [name, value] : arguments) {
    if (name == "run") require_run(reader, value);
  }
  if (attributes.empty()) return answer(reader, query, arguments, false);
  if (!query.attribute_scope) {
    throw base::Error(base::ErrorCode::kUsage, fmt::format("query '{}' does not take --attr", query.name));
  }
  store::Reader narrowed(reader.file(), reader.deadline(), {*query.attribute_scope, std::move(attributes)},
                         reader.stop());
  return answer(narrowed, query, arguments, true);
}

model::RowSet run_sql(store::Reader& reader, const std::string& sql, std::int64_t limit) {
  store::Statement statement = reader.prepare(sql);
  return read_rows(statement, limit);
}

}  // namespace tracewh::query
