#include "store/read/narrowing.hpp"

#include "base/json_text.hpp"
#include "store/read/attribute_matcher.hpp"
#include "store/read/comparable_value.hpp"
#include "store/sqlite/named_statements.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tracewh::store {
namespace {

// Up to so many spans are found first, and copied with their traces, so that any plan is fast. When there are
// more, the value is common: they are found as rows are asked for, and the first rows of an answer come soon.
// The index answers sooner than the copies of many would be made.
constexpr std::int64_t kFewByScan = 5'000;
constexpr std::int64_t kFewByIndex = 1'000;

// Of copies, 20 MB; a few traces may have more spans than that.
constexpr std::int64_t kMostCopies = 100'000;

/// Where the index has the spans that a condition asks for.
struct IndexedValue {
  std::int64_t key = 0;
  std::vector<model::Value> forms;
  std::int64_t spans = 0;  ///< counted to one more than are few
};

SQLite::Statement prepare(SQLite::Database& database, std::string_view name) {
  return {database, std::string(named_statement(name))};
}

void execute(SQLite::Database& database, std::string_view name) {
  database.exec(std::string(named_statement(name)));
}

void bind(SQLite::Statement& statement, int index, const model::Value& form) {
  if (const auto* text = std::get_if<std::string>(&form)) return statement.bind(index, *text);
  if (const auto* real = std::get_if<double>(&form)) return statement.bind(index, *real);
  statement.bind(index, std::get<std::int64_t>(form));
}

std::string json_array_of_keys(const std::vector<AttributeCondition>& conditions) {
  std::string json = "[";
  for (const AttributeCondition& condition : conditions) {
    if (json.size() > 1) json.push_back(',');
    base::append_json_string(json, condition.key);
  }
  return json + "]";
}

/// Adds the templates whose spans have all of the keys to `matcher`, and returns them.
std::vector<std::int64_t> add_templates(SQLite::Database& database, const Selection& selection,
                                        AttributeMatcher& matcher) {
  std::vector<std::int64_t> templates;
  SQLite::Statement statement = prepare(database, "templates_with_keys");
  statement.bind(1, json_array_of_keys(selection.attributes));
  std::optional<std::int64_t> last;
  std::vector<std::size_t> positions;
  while (statement.executeStep()) {
    const std::int64_t id = statement.getColumn(0).getInt64();
    if (std::exchange(last, id) != id) positions.clear();
    positions.push_back(static_cast<std::size_t>(statement.getColumn(1).getInt64()));
    if (positions.size() < selection.attributes.size()) continue;
    matcher.add_template(id, positions);
    templates.push_back(id);
  }
  return templates;
}

std::int64_t count_indexed(SQLite::Database& database, const IndexedValue& value) {
  std::int64_t spans = 0;
  for (const model::Value& form : value.forms) {
    SQLite::Statement statement = prepare(database, "count_indexed");
    statement.bind(1, value.key);
    bind(statement, 2, form);
    statement.bind(3, kFewByIndex + 1);
    if (statement.executeStep()) spans += statement.getColumn(0).getInt64();
  }
  return spans;
}

std::optional<IndexedValue> find_indexed(SQLite::Database& database, const AttributeCondition& condition) {
  SQLite::Statement statement = prepare(database, "find_indexed_key");
  statement.bind(1, condition.key);
  if (!statement.executeStep()) return std::nullopt;
  IndexedValue value{statement.getColumn(0).getInt64(), indexed_forms(condition.value)};
  value.spans = count_indexed(database, value);
  return value;
}

/// The indexed value that the fewest spans have.
std::optional<IndexedValue> find_rarest(SQLite::Database& database, const Selection& selection) {
  std::optional<IndexedValue> rarest;
  for (const AttributeCondition& condition : selection.attributes) {
    auto value = find_indexed(database, condition);
    if (value && (!rarest || value->spans < rarest->spans)) rarest = std::move(value);
  }
  // A common value says little about spans that must have others, too.
  if (rarest && rarest->spans > kFewByIndex && selection.attributes.size() > 1) return std::nullopt;
  return rarest;
}

void want(SQLite::Database& database, const std::vector<std::int64_t>& templates,
          const std::optional<IndexedValue>& indexed) {
  SQLite::Statement want_template = prepare(database, "want_template");
  for (const std::int64_t id : templates) {
    want_template.bind(1, id);
    want_template.exec();
    want_template.reset();
  }
  if (!indexed) return;
  SQLite::Statement want_value = prepare(database, "want_value");
  want_value.bind(1, indexed->key);
  for (const model::Value& form : indexed->forms) {
    bind(want_value, 2, form);
    want_value.exec();
    want_value.reset();
  }
}

std::int64_t integer(SQLite::Database& database, std::string_view name) {
  SQLite::Statement statement = prepare(database, name);
  return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

/// Finds the spans, if they are few.
bool choose_few(SQLite::Database& database, const std::optional<IndexedValue>& indexed) {
  const std::int64_t few = indexed ? kFewByIndex : kFewByScan;
  if (indexed && indexed->spans > few) return false;
  SQLite::Statement choose = prepare(database, indexed ? "choose_by_index" : "choose_by_scan");
  choose.bind(1, few + 1);
  return choose.exec() <= few && integer(database, "rows_of_chosen") <= kMostCopies;
}

/// Makes temporary tables or views with the definitions that the statement of that name selects.
void define_again(SQLite::Database& database, std::string_view name) {
  constexpr std::string_view kCreate = "CREATE ";
  std::vector<std::string> definitions;
  SQLite::Statement statement = prepare(database, name);
  while (statement.executeStep()) definitions.push_back(statement.getColumn(0).getString());
  statement.reset();
  for (const std::string& definition : definitions) {
    if (!definition.starts_with(kCreate)) continue;
    SQLite::Statement(database, "CREATE TEMP " + definition.substr(kCreate.size())).exec();
  }
}

void show_copies(SQLite::Database& database, AttributeScope scope) {
  define_again(database, "table_definitions");
  execute(database, "copy_traces");
  execute(database, scope == AttributeScope::kSpan ? "copy_spans" : "copy_spans_of_traces");
}

void show_matching(SQLite::Database& database, AttributeScope scope, bool indexed) {
  if (scope == AttributeScope::kSpan) return execute(database, "show_matching");
  execute(database, indexed ? "show_traces_by_index" : "show_traces_by_scan");
}

}  // namespace

void narrow(SQLite::Database& database, const Selection& selection) {
  AttributeMatcher matcher(selection.attributes);
  const std::vector<std::int64_t> templates = add_templates(database, selection, matcher);
  const std::optional<IndexedValue> indexed = find_rarest(database, selection);
  add_matcher(database.getHandle(), std::move(matcher));
  execute(database, "make_selection");
  want(database, templates, indexed);
  if (templates.empty() || choose_few(database, indexed)) {
    show_copies(database, selection.scope);
  } else {
    show_matching(database, selection.scope, indexed.has_value());
  }
  // Views see the tables of their own database.
  define_again(database, "view_definitions");
}

}  // namespace tracewh::store
