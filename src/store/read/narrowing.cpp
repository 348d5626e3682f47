#include "store/read/narrowing.hpp"

#include "base/json_text.hpp"
#include "base/number.hpp"
#include "store/read/attribute_matcher.hpp"
#include "store/read/comparable_value.hpp"
#include "store/read/value_condition.hpp"

#include <sqlite3.h>

#include <cmath>
#include <cstdint>
#include <limits>
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

// An order that more different values of the index meet is looked for without it.
constexpr std::int64_t kMostValues = 1'000;

// No text that the index keeps comes after this one.
constexpr std::string_view kLastText = "~";

// Of copies, 20 MB; a few traces may have more spans than that.
constexpr std::int64_t kMostCopies = 100'000;

/// Where the index has the spans that a condition asks for.
struct IndexedValue {
  std::int64_t key = 0;
  std::vector<model::Value> forms;
  std::int64_t spans = 0;  ///< counted to one more than are few
};

void bind(Statement& statement, int index, const model::Value& form) {
  if (const auto* text = std::get_if<std::string>(&form))
    return statement.bind(index, std::string_view(*text));
  if (const auto* real = std::get_if<double>(&form)) return statement.bind(index, *real);
  statement.bind(index, std::get<std::int64_t>(form));
}

std::string json_array_of_keys(const std::vector<model::AttributeCondition>& conditions) {
  std::string json = "[";
  for (const model::AttributeCondition& condition : conditions) {
    if (json.size() > 1) json.push_back(',');
    base::append_json_string(json, condition.key);
  }
  return json + "]";
}

std::vector<std::int64_t> all_templates(const Connection& database) {
  std::vector<std::int64_t> templates;
  Statement statement = database.named("all_templates");
  while (statement.step()) templates.push_back(statement.integer(0));
  return templates;
}

/// Adds the templates whose spans have all of the keys to `matcher`, and returns them.
std::vector<std::int64_t> add_templates(const Connection& database, const Selection& selection,
                                        AttributeMatcher& matcher) {
  if (selection.attributes.empty()) return all_templates(database);
  std::vector<std::int64_t> templates;
  const std::string keys = json_array_of_keys(selection.attributes);
  Statement statement = database.named("templates_with_keys");
  statement.bind(1, std::string_view(keys));
  std::optional<std::int64_t> last;
  std::vector<std::size_t> positions;
  while (statement.step()) {
    const std::int64_t id = statement.integer(0);
    if (std::exchange(last, id) != id) positions.clear();
    positions.push_back(static_cast<std::size_t>(statement.integer(1)));
    if (positions.size() < selection.attributes.size()) continue;
    matcher.add_template(id, positions);
    templates.push_back(id);
  }
  return templates;
}

std::int64_t count_indexed(const Connection& database, const IndexedValue& value) {
  std::int64_t spans = 0;
  for (const model::Value& form : value.forms) {
    Statement statement = database.named("count_indexed");
    statement.bind(1, value.key);
    bind(statement, 2, form);
    statement.bind(3, kFewByIndex + 1);
    if (statement.step()) spans += statement.integer(0);
  }
  return spans;
}

/// Adds the values of the index from `low` to `high` that `condition` may want to `forms`; false when there
/// are too many to be looked at.
bool add_values(const Connection& database, std::int64_t key, const Cell& low, const Cell& high,
                const ValueCondition& condition, std::vector<model::Value>& forms) {
  Statement statement = database.named("indexed_values");
  statement.bind_all(key, low, high, kMostValues + 1);
  for (std::int64_t seen = 0; statement.step(); ++seen) {
    if (seen == kMostValues) return false;
    if (condition.meets(statement.cell(0))) forms.push_back(statement.value(0));
  }
  return true;
}

/// The values of the index that a condition by order wants, which are numbers and strings that read as one;
/// none when it does not help to know them.
std::optional<std::vector<model::Value>> values_in_order(const Connection& database, std::int64_t key,
                                                         const model::AttributeCondition& condition) {
  const auto number = base::parse_real(condition.value);
  if (!number) return std::nullopt;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const bool less = model::compare(0, condition.comparison, 1);
  // A double may have rounded an integer of many digits past those that the condition wants.
  const double bound = std::nextafter(*number, less ? kInfinity : -kInfinity);
  const ValueCondition wanted(condition);
  std::vector<model::Value> forms;
  const bool listed =
      add_values(database, key, less ? -kInfinity : bound, less ? bound : kInfinity, wanted, forms) &&
      add_values(database, key, std::string_view(), kLastText, wanted, forms);
  return listed ? std::optional(std::move(forms)) : std::nullopt;
}

/// How the index keeps the values that a condition wants; none when it cannot help.
std::optional<std::vector<model::Value>> wanted_forms(const Connection& database, std::int64_t key,
                                                      const model::AttributeCondition& condition) {
  switch (condition.comparison) {
    case model::Comparison::kEqual:
      return indexed_forms(condition.value);
    case model::Comparison::kUnequal:
    case model::Comparison::kExists:
      return std::nullopt;
    default:
      return values_in_order(database, key, condition);
  }
}

std::optional<IndexedValue> find_indexed(const Connection& database,
                                         const model::AttributeCondition& condition) {
  Statement statement = database.named("find_indexed_key");
  statement.bind(1, std::string_view(condition.key));
  if (!statement.step()) return std::nullopt;
  const std::int64_t key = statement.integer(0);
  auto forms = wanted_forms(database, key, condition);
  if (!forms) return std::nullopt;
  IndexedValue value{key, std::move(*forms)};
  value.spans = count_indexed(database, value);
  return value;
}

/// The indexed value that the fewest spans have.
std::optional<IndexedValue> find_rarest(const Connection& database, const Selection& selection) {
  std::optional<IndexedValue> rarest;
  for (const model::AttributeCondition& condition : selection.attributes) {
    auto value = find_indexed(database, condition);
    if (value && (!rarest || value->spans < rarest->spans)) rarest = std::move(value);
  }
  // A common value says little about spans that must have others, too.
  if (rarest && rarest->spans > kFewByIndex && selection.attributes.size() > 1) return std::nullopt;
  return rarest;
}

void want(const Connection& database, const std::vector<std::int64_t>& templates,
          const std::optional<IndexedValue>& indexed) {
  Statement want_template = database.named("want_template");
  for (const std::int64_t id : templates) want_template.bind_all(id).run();
  if (!indexed) return;
  Statement want_value = database.named("want_value");
  for (const model::Value& form : indexed->forms) {
    want_value.bind(1, indexed->key);
    bind(want_value, 2, form);
    want_value.run();
  }
}

void want_facets(const Connection& database, const std::vector<FacetCondition>& facets) {
  if (facets.empty()) return;
  Statement want_facet = database.named("want_facet");
  for (const FacetCondition& condition : facets) {
    want_facet.bind_all(std::string_view(condition.facet), std::string_view(condition.pattern)).run();
  }
  database.run("find_wanted_texts");
}

/// Makes the spans that are looked at: those of some traces, or all.
void make_candidates(const Connection& database, const std::optional<std::vector<model::TraceId>>& traces) {
  if (!traces) return database.run("all_are_candidates");
  database.run("traces_are_candidates");
  Statement want_trace = database.named("want_trace");
  for (const model::TraceId& id : *traces) want_trace.bind_all(id.bytes).run();
}

/// How many spans are few: of given traces as many as may be copied, since they are found at once.
std::int64_t few_of(const Selection& selection, bool indexed) {
  if (selection.traces) return kMostCopies;
  return indexed ? kFewByIndex : kFewByScan;
}

/// Finds the spans, if they are few.
bool choose_few(const Connection& database, const Selection& selection,
                const std::optional<IndexedValue>& indexed) {
  const std::int64_t few = few_of(selection, indexed.has_value());
  if (indexed && indexed->spans > few) return false;
  database.named(indexed ? "choose_by_index" : "choose_by_scan").bind_all(few + 1).run();
  return sqlite3_changes64(database.handle()) <= few && database.integer("rows_of_chosen") <= kMostCopies;
}

/// Makes temporary tables or views with the definitions that the statement of that name selects.
void define_again(const Connection& database, std::string_view name) {
  constexpr std::string_view kCreate = "CREATE ";
  std::vector<std::string> definitions;
  Statement statement = database.named(name);
  while (statement.step()) definitions.emplace_back(statement.text(0));
  for (const std::string& definition : definitions) {
    if (!definition.starts_with(kCreate)) continue;
    database.compile("CREATE TEMP " + definition.substr(kCreate.size())).run();
  }
}

void show_copies(const Connection& database, AttributeScope scope) {
  define_again(database, "table_definitions");
  database.run("copy_traces");
  database.run(scope == AttributeScope::kSpan ? "copy_spans" : "copy_spans_of_traces");
}

void show_matching(const Connection& database, AttributeScope scope, bool indexed) {
  if (scope == AttributeScope::kSpan) return database.run("show_matching");
  database.run(indexed ? "show_traces_by_index" : "show_traces_by_scan");
}

}  // namespace

void narrow(const Connection& database, const Selection& selection) {
  AttributeMatcher matcher(selection.attributes);
  const std::vector<std::int64_t> templates = add_templates(database, selection, matcher);
  // A few traces are looked through sooner than the index.
  const auto indexed = selection.traces ? std::nullopt : find_rarest(database, selection);
  add_matcher(database.handle(), std::move(matcher));
  make_candidates(database, selection.traces);
  database.run("make_selection");
  want(database, templates, indexed);
  want_facets(database, selection.facets);
  if (templates.empty() || choose_few(database, selection, indexed)) {
    show_copies(database, selection.scope);
  } else {
    show_matching(database, selection.scope, indexed.has_value());
  }
  // Views see the tables of their own database.
  define_again(database, "view_definitions");
}

}  // namespace tracewh::store
