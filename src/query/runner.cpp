#include "query/runner.hpp"

#include "base/error.hpp"
#include "query/internal_query.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

namespace tracewh::query {
namespace {

[[noreturn]] void fail(const QueryDefinition& query, const std::string& reason) {
  throw base::Error(base::ErrorCode::kUsage, fmt::format("{}: {}", query.source, reason));
}

void check_columns(const QueryDefinition& query, const store::Statement& statement) {
  const std::vector<std::string> columns = statement.columns();
  if (!query.analysis.empty() || columns == query.columns) return;
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

/// How many rows are asked for of the SQL; negative for all. An analysis counts those that it makes.
std::int64_t limit_of(const QueryDefinition& query, std::span<const Argument> arguments) {
  return query.analysis.empty() ? limit_of(arguments) : -1;
}

bool is_selecting(const QueryDefinition& query, std::string_view name) {
  const Parameter* parameter = find_parameter(query, name);
  return parameter != nullptr && parameter->selects;
}

/// The facets by which the arguments select spans.
std::vector<store::FacetCondition> facets_of(const QueryDefinition& query,
                                             std::span<const Argument> arguments) {
  std::vector<store::FacetCondition> facets;
  for (const auto& [name, value] : arguments) {
    const auto* pattern = std::get_if<std::string>(&value);
    if (pattern != nullptr && is_selecting(query, name)) facets.push_back({name, *pattern});
  }
  return facets;
}

/// The query's statement on what `reader` sees, which a selection may have narrowed.
store::Statement prepared(store::Reader& reader, const QueryDefinition& query,
                          std::span<const Argument> arguments, bool narrowed) {
  store::Statement statement = reader.prepare(query.sql);
  check_columns(query, statement);
  std::ptrdiff_t bound = 0;
  for (const auto& [name, value] : arguments) {
    if (is_selecting(query, name)) continue;
    if (statement.bind(name, name == "limit" ? one_more(value) : value)) {
      ++bound;
    } else if (query.analysis.empty()) {
      fail(query, fmt::format("the header declares '{}', but the SQL does not use :{}", name, name));
    }
  }
  const bool asks_for_attributes =
      statement.bind("attr", narrowed ? model::Value(std::int64_t{1}) : model::Value());
  // Left alone, an undeclared parameter would silently be NULL.
  if (statement.parameters() != bound + (asks_for_attributes ? 1 : 0)) {
    fail(query, "the SQL uses a parameter that the header does not declare");
  }
  return statement;
}

/// What finds the notes of the query; empty when it has none.
FindNotes notes_of(const QueryDefinition& query, std::span<const Argument> arguments) {
  if (query.note_sql.empty()) return {};
  return [sql = query.note_sql,
          values = std::vector<Argument>(arguments.begin(), arguments.end())](store::Reader& reader) {
    std::vector<std::string> notes;
    store::Statement statement = reader.prepare(sql);
    for (const auto& [name, value] : values) statement.bind(name, value);
    while (statement.step()) notes.emplace_back(statement.text(0));
    return notes;
  };
}

/// Left alone, a parameter without a value would silently be NULL.
void bind_all(store::Statement& statement, std::span<const Argument> parameters) {
  for (const auto& [name, value] : parameters) {
    if (statement.bind(name, value)) continue;
    throw base::Error(base::ErrorCode::kUsage, fmt::format("the statement has no parameter :{}", name));
  }
  if (statement.parameters() <= std::ssize(parameters)) return;
  throw base::Error(base::ErrorCode::kUsage, "the statement has a parameter without a value",
                    "give one with --param NAME=VALUE");
}

}  // namespace

Answer run(store::Reader& reader, const QueryDefinition& query, std::span<const Argument> arguments,
           Narrowing narrowing) {
  for (const auto& [name, value] : arguments) {
    if (name == "run") require_run(reader, value);
  }
  const store::Selection selection{query.attribute_scope.value_or(store::AttributeScope::kTrace),
                                   std::move(narrowing.attributes), facets_of(query, arguments),
                                   std::move(narrowing.traces)};
  if (!selection.empty() && !query.attribute_scope) {
    throw base::Error(base::ErrorCode::kUsage,
                      fmt::format("query '{}' cannot be narrowed by attributes or traces", query.name));
  }
  if (selection.empty()) {
    return {reader, prepared(reader, query, arguments, false), limit_of(query, arguments), query.gives_way,
            notes_of(query, arguments)};
  }
  auto narrowed = std::make_unique<store::Reader>(reader.file(), reader.deadline(), selection, reader.stop());
  store::Statement statement = prepared(*narrowed, query, arguments, true);
  return {std::move(narrowed), std::move(statement), limit_of(query, arguments), query.gives_way,
          notes_of(query, arguments)};
}

Answer run_sql(store::Reader& reader, const std::string& sql, std::int64_t limit,
               std::span<const Argument> parameters) {
  store::Statement statement = reader.prepare(sql);
  bind_all(statement, parameters);
  return {reader, std::move(statement), limit};
}

}  // namespace tracewh::query
