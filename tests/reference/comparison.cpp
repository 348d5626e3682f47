#include "reference/comparison.hpp"

#include "query/arguments.hpp"
#include "query/embedded.hpp"
#include "query/runner.hpp"
#include "reference/measures.hpp"
#include "reference/queries.hpp"
#include "store/pruner.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace tracewh::reference {
namespace {

constexpr int kQuestionsPerQuery = 40;

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

bool is_percentile(const std::string& column) {
  return column.starts_with("p") && column.ends_with("_ns") && column.size() == 6;
}

/// Brings a row of the database into the form of the reference's row `expected`, as far as both are right.
Row comparable(Row row, const Row& expected, const query::QueryDefinition& query) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    auto* number = std::get_if<std::int64_t>(&row[i]);
    if (number != nullptr && is_percentile(query.columns[i])) *number = rounded_duration(*number);
  }
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
  for (const auto& [texts, run] : ingests) {
    std::vector<File> files;
    for (const std::string& bytes : texts) {
      const auto path = warehouse_.file().parent_path() / fmt::format("file{}", number++);
      files.push_back({path.string(), bytes});
    }
    archive_.ingest(files, run);
    warehouse_.ingest(texts, run);
  }
  reader_.emplace(warehouse_.file());
  settle();
}

void Comparison::prune(std::int64_t start_ns) {
  reader_.reset();
  const std::size_t expected =
      archive_.remove([&](const Trace& trace) { return trace.start_ns < start_ns && trace.errors == 0; });
  std::size_t removed = 0;
  {
    store::WriterDatabase database(warehouse_.file(), store::Durability::kProcess, std::chrono::seconds(1));
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
    database.commit();
  }
  CHECK(removed == expected);
  CHECK(removed > 0);
  reader_.emplace(warehouse_.file());
}

std::int64_t Comparison::median_start() const {
  std::vector<std::int64_t> starts;
  for (const auto& [trace_id, trace] : archive_.traces()) starts.push_back(trace.start_ns);
  std::ranges::sort(starts);
  return starts.at(starts.size() / 2);
}

void Comparison::settle() {
  std::map<std::pair<std::string, std::string>, Row> stored;
  for (Row& row : all_rows("spans")) {
    const auto key = std::pair(std::get<std::string>(row[0]), std::get<std::string>(row[1]));
    stored.emplace(key, std::move(row));
  }
  choices_ = archive_.settle([&](const Span& version) {
    const auto found = stored.find({to_string(version.trace_id), to_string(version.span_id)});
    return found != stored.end() && found->second == span_row(version);
  });
}

void Comparison::ask(const query::QueryDefinition& query, const Arguments& arguments) {
  INFO("tracewh query " << query.name << text_of(arguments));
  const auto bound = query::bind_arguments(query, arguments, {});
  std::map<std::string, model::Value> values;
  for (const auto& [name, value] : bound) values.emplace(name, value);
  const model::RowSet expected = answer(archive_, query.name, Question(values));
  const model::RowSet actual = query::run(*reader_, query, bound);
  CHECK(actual.truncated == expected.truncated);
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
    Arguments all{{"limit", "0"}};
    for (const query::Parameter& parameter : query.parameters) {
      if (parameter.required) all[parameter.name] = "*";
    }
    ask(query, all);
    for (int i = 0; i < kQuestionsPerQuery; ++i) ask(query, maker.make(query));
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
  return query::run(*reader_, query, query::bind_arguments(query, {{"limit", "0"}}, {})).rows;
}

}  // namespace tracewh::reference
