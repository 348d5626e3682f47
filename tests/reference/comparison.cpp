#include "reference/comparison.hpp"

#include "query/arguments.hpp"
#include "query/embedded.hpp"
#include "query/runner.hpp"
#include "reference/attributes.hpp"
#include "reference/decoded_file.hpp"
#include "reference/queries.hpp"
#include "store/retain/dictionary_sweep.hpp"
#include "store/retain/pruner.hpp"
#include "store/write/indexed_keys.hpp"
#include "store/write/writer_database.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <utility>

namespace tracewh::reference {
namespace {

constexpr int kQuestionsPerQuery = 40;
const std::vector<model::AttributeCondition> kNoAttributes;

std::string text_of(const model::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text + "'";
  return "NULL";
}

std::string text_of(const Row& row) {
  std::string text;
  for (const model::Value& value : row) text += text_of(value) + " | ";
  return text;
}

std::string text_of(const Arguments& arguments) {
  std::string text;
  for (const auto& [name, value] : arguments) text += fmt::format(" --{} '{}'", name, value);
  return text;
}

std::string text_of(const std::vector<model::AttributeCondition>& attributes) {
  std::string text;
  constexpr const char* kSigns[] = {"=", "!=", "<", "<=", ">", ">="};
  for (const auto& [key, value, comparison] : attributes)
    text += fmt::format(" --attr '{}{}{}'", key, kSigns[static_cast<std::size_t>(comparison)], value);
  return text;
}

/// Those that match everything.
Arguments required_arguments(const query::QueryDefinition& query) {
  Arguments arguments;
  for (const query::Parameter& parameter : query.parameters) {
    if (parameter.required) arguments[parameter.name] = "*";
  }
  return arguments;
}

std::vector<store::FacetCondition> facets_of(const query::QueryDefinition& query,
                                             const std::vector<query::Argument>& arguments) {
  std::vector<store::FacetCondition> facets;
  for (const auto& [name, value] : arguments) {
    const auto* pattern = std::get_if<std::string>(&value);
    if (pattern != nullptr && query::find_parameter(query, name)->selects) facets.push_back({name, *pattern});
  }
  return facets;
}

/// Whether the reference answers it: texts of events, in which `grep` looks, it does not know.
bool is_answered(const query::QueryDefinition& query) {
  return query.name != "grep" && query.analysis.empty();
}

/// Brings a row of the database into the form of the reference's row `expected`, as far as both are right.
Row comparable(Row row, const Row& expected, const query::QueryDefinition& query) {
  if (query.name == "errors") {
    const std::string example = std::get<std::string>(row[4]) + "/" + std::get<std::string>(row[5]) + " ";
    if (std::get<std::string>(expected[4]).find(example) != std::string::npos) {
      row[4] = expected[4];
      row[5] = expected[5];
    }
  }
  return row;
}

}  // namespace

const query::Catalogue& catalogue() {
  static const query::Catalogue kCatalogue(query::embedded_files(), {});
  return kCatalogue;
}

Comparison::Comparison(const std::vector<Ingest>& ingests) {
  int number = 0;
  for (const auto& [texts, run, indexed] : ingests) {
    std::vector<File> files;
    std::set<std::size_t> without_spans;
    for (const std::string& bytes : texts) {
      if (decode_file(bytes)->spans.empty()) without_spans.insert(files.size());
      const auto path = ingested_.file().parent_path() / fmt::format("file{}", number++);
      files.push_back({path.string(), bytes});
    }
    archive_.ingest(files, run);
    ingested_.ingest(texts, run, without_spans);
    index(indexed);
  }
  open_reader();
  settle();
}

void Comparison::prune(std::int64_t start_ns) {
  reader_.reset();
  const std::size_t expected = archive_.remove(
      [&](const Trace& trace) { return trace.start_ns && *trace.start_ns < start_ns && trace.errors == 0; });
  std::size_t removed = 0;
  {
    store::WriterDatabase database(ingested_.file(), store::Durability::kProcess, std::chrono::seconds(1));
    store::SpanWriter writer(database, std::nullopt);
    store::Pruner pruner(database, {.keep_ns = 0, .max_bytes = {}, .keep = {.errors = true, .slow_ns = {}}});
    for (bool is_last = false; !is_last;) {
      database.begin();
      const store::Pruner::Step step = pruner.step(writer, start_ns);
      writer.flush();
      database.commit();
      removed += step.removed.traces;
      is_last = step.is_last;
    }
    database.begin();
    writer.refresh_totals();
    store::DictionarySweep sweep(database.handle(), writer);
    while (sweep.step()) {
    }
    database.commit();
    CHECK_FALSE(store::Statement::compile(database.handle(), "PRAGMA foreign_key_check", nullptr).step());
  }
  CHECK(removed == expected);
  CHECK(removed > 0);
  open_reader();
}

void Comparison::open_reader() {
  // For all the questions together, on a machine that may be busy.
  reader_.emplace(ingested_.file(), std::chrono::hours(1));
}

std::int64_t Comparison::median_start() const {
  std::vector<std::int64_t> starts;
  for (const auto& [trace_id, trace] : archive_.traces()) {
    if (trace.start_ns) starts.push_back(*trace.start_ns);
  }
  std::ranges::sort(starts);
  return starts.at(starts.size() / 2);
}

void Comparison::index(const std::vector<std::string>& keys) {
  if (keys.empty()) return;
  store::WriterDatabase database(ingested_.file(), store::Durability::kProcess, std::chrono::seconds(1));
  for (const std::string& key : keys) CHECK(store::add_indexed_key(database, key));
}

void Comparison::settle() {
  std::map<std::pair<std::string, std::string>, Row> stored;
  for (Row& row : all_rows("spans")) {
    const auto key = std::pair(std::get<std::string>(row[0]), std::get<std::string>(row[1]));
    stored.emplace(key, std::move(row));
  }
  std::map<std::pair<std::string, std::string>, nlohmann::json> attributes;
  query::Answer rows = query::run_sql(*reader_, "SELECT trace_id, span_id, attributes FROM spans", -1);
  while (const Row* row = rows.next()) {
    const auto key = std::pair(std::get<std::string>((*row)[0]), std::get<std::string>((*row)[1]));
    attributes.emplace(key, nlohmann::json::parse(std::get<std::string>((*row)[2])));
  }
  choices_ = archive_.settle([&](const Span& version) {
    const auto key = std::pair(to_string(version.trace_id), to_string(version.span_id));
    const auto found = stored.find(key);
    return found != stored.end() && found->second == span_row(version) &&
           attributes.at(key) == version.attributes;
  });
}

void Comparison::ask(const query::QueryDefinition& query, const Arguments& arguments,
                     const std::vector<model::AttributeCondition>& attributes) {
  INFO("tracewh query " << query.name << text_of(arguments) << text_of(attributes));
  const auto bound = query::bind_arguments(query, arguments, {});
  std::map<std::string, model::Value> values;
  for (const auto& [name, value] : bound) values.emplace(name, value);
  const store::Selection selection{query.attribute_scope.value_or(store::AttributeScope::kTrace), attributes,
                                   facets_of(query, bound)};
  const model::RowSet expected = selection.empty()
                                     ? answer(archive_, query.name, Question(values))
                                     : answer(select(archive_, selection), query.name, Question(values));
  query::Answer found = query::run(*reader_, query, bound, {attributes});
  const model::RowSet actual = model::take(found, {});
  CHECK(found.truncated() == expected.truncated);
  CHECK(actual.rows.size() == expected.rows.size());
  rows_[query.name] += actual.rows.size();
  for (std::size_t i = 0; i < std::min(actual.rows.size(), expected.rows.size()); ++i) {
    const Row row = comparable(actual.rows[i], expected.rows[i], query);
    if (row == expected.rows[i]) continue;
    INFO("row " << i);
    CHECK(text_of(row) == text_of(expected.rows[i]));
    return;
  }
}

void Comparison::ask_everything(std::uint64_t seed) {
  ArgumentMaker maker(archive_, seed);
  for (const auto& [name, query] : catalogue().queries()) {
    if (!is_answered(query)) continue;
    Arguments all = required_arguments(query);
    all["limit"] = "0";
    ask(query, all, {});
    for (int i = 0; i < kQuestionsPerQuery; ++i) {
      const Arguments arguments = maker.make(query);
      ask(query, arguments, query.attribute_scope ? maker.make_attributes() : kNoAttributes);
    }
  }
}

void Comparison::ask_about(const std::vector<model::AttributeCondition>& attributes) {
  for (const auto& [name, query] : catalogue().queries()) {
    if (!query.attribute_scope || !is_answered(query)) continue;
    for (const char* limit : {"3", "0"}) {
      Arguments arguments = required_arguments(query);
      arguments["limit"] = limit;
      ask(query, arguments, attributes);
    }
  }
}

std::vector<Row> Comparison::content() {
  std::vector<Row> rows;
  for (const auto* name : {"spans", "traces"}) {
    std::ranges::move(all_rows(name), std::back_inserter(rows));
  }
  return rows;
}

std::vector<Row> Comparison::all_rows(const std::string& name) {
  const query::QueryDefinition& query = catalogue().get(name);
  query::Answer rows = query::run(*reader_, query, query::bind_arguments(query, {{"limit", "0"}}, {}));
  return model::take(rows, {}).rows;
}

}  // namespace tracewh::reference
