#include "base/error.hpp"
#include "property/warehouse.hpp"
#include "query/arguments.hpp"
#include "query/catalogue.hpp"
#include "query/embedded.hpp"
#include "query/runner.hpp"
#include "reference/archive.hpp"
#include "reference/measures.hpp"
#include "reference/messy_traces.hpp"
#include "reference/queries.hpp"
#include "reference/questions.hpp"
#include "store/reader.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

namespace tracewh::reference {
namespace {

constexpr int kQuestionsPerQuery = 40;

const query::Catalogue& catalogue() {
  static const query::Catalogue kCatalogue(query::embedded_files(), {});
  return kCatalogue;
}

/// Files that are ingested together, for a run or for none.
struct Ingest {
  std::vector<std::string> files;
  std::optional<std::string> run{};
};

/// The same ingests in a database and in the reference.
class Comparison {
 public:
  explicit Comparison(const std::vector<Ingest>& ingests);

  /// Asks everything once without arguments that may be left out, and then with many that are made from
  /// `seed`.
  void ask_everything(std::uint64_t seed);
  void ask(const query::QueryDefinition& query, const Arguments& arguments);

  /// All spans and traces as the database tells them.
  std::vector<Row> content();
  /// The spans of which a digest chose the version.
  std::size_t choices() const { return choices_; }
  /// Rows that were compared, by query.
  const std::map<std::string, std::size_t>& rows() const { return rows_; }

 private:
  model::RowSet database_answer(const query::QueryDefinition& query,
                                std::span<const query::Argument> arguments);
  void settle();

  property::Warehouse warehouse_;
  Archive archive_;
  std::optional<store::Reader> reader_;
  std::size_t choices_ = 0;
  std::map<std::string, std::size_t> rows_;
};

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

void Comparison::settle() {
  std::map<std::pair<std::string, std::string>, Row> stored;
  const query::QueryDefinition& query = catalogue().get("spans");
  for (Row& row : database_answer(query, query::bind_arguments(query, {{"limit", "0"}}, {})).rows) {
    const auto key = std::pair(std::get<std::string>(row[0]), std::get<std::string>(row[1]));
    stored.emplace(key, std::move(row));
  }
  choices_ = archive_.settle([&](const Span& version) {
    const auto found = stored.find({to_string(version.trace_id), to_string(version.span_id)});
    return found != stored.end() && found->second == span_row(version);
  });
}

model::RowSet Comparison::database_answer(const query::QueryDefinition& query,
                                          std::span<const query::Argument> arguments) {
  return query::run(*reader_, query, arguments);
}

void Comparison::ask(const query::QueryDefinition& query, const Arguments& arguments) {
  INFO("tracewh query " << query.name << text_of(arguments));
  const auto bound = query::bind_arguments(query, arguments, {});
  std::map<std::string, model::Value> values;
  for (const auto& [name, value] : bound) values.emplace(name, value);
  const model::RowSet expected = answer(archive_, query.name, Question(values));
  const model::RowSet actual = database_answer(query, bound);
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
    const query::QueryDefinition& query = catalogue().get(name);
    for (Row& row : database_answer(query, query::bind_arguments(query, {{"limit", "0"}}, {})).rows) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::vector<Ingest> reversed(std::vector<Ingest> ingests) {
  std::ranges::reverse(ingests);
  for (Ingest& ingest : ingests) std::ranges::reverse(ingest.files);
  return ingests;
}

/// Compares the answers to the same files at once, one after the other for several runs, and backwards.
std::map<std::string, std::size_t> compare_all(const std::vector<std::string>& files, std::uint64_t seed) {
  Comparison together({{files}});
  together.ask_everything(seed);
  std::vector<Ingest> ingests;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::optional<std::string> runs[] = {"first", "second", std::nullopt};
    ingests.push_back({{files[i]}, runs[i % 3]});
  }
  // What is known already joins another run.
  ingests.push_back({{files.front(), files.back()}, "second"});
  Comparison forwards(ingests);
  forwards.ask_everything(seed + 1);
  Comparison backwards(reversed(ingests));
  backwards.ask_everything(seed + 2);
  CHECK(forwards.content() == together.content());
  CHECK(backwards.content() == together.content());
  return forwards.rows();
}

/// Those below `directory` of a known format, in order of their names.
std::vector<std::string> known_files(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (decode_file(bytes)) files.push_back(std::move(bytes));
  }
  return files;
}

TEST_CASE("answers about messy traces equal those of a simple reference") {
  const std::uint64_t seed = GENERATE(1, 2, 3, 4, 5, 6);
  INFO("seed " << seed);
  const auto spans = make_messy_spans(seed);
  CHECK(Comparison({{make_files(spans, 1)}}).choices() > 0);
  const auto rows = compare_all(make_files(spans, 5), seed);
  for (const auto& [name, query] : catalogue().queries()) {
    INFO(name);
    CHECK((name == "issues" || rows.at(name) > 20));
  }
}

bench::GeneratedSpan extreme_span(std::uint64_t id, std::int64_t start_ns, std::int64_t end_ns) {
  bench::GeneratedSpan span;
  span.trace_id.bytes = {1, static_cast<std::uint8_t>(id)};
  span.span_id = {id};
  span.name = "multiagent.task.[x]";
  span.start_ns = start_ns;
  span.end_ns = end_ns;
  return span;
}

TEST_CASE("answers about extreme values equal those of a simple reference") {
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  std::vector<bench::GeneratedSpan> spans;
  for (std::uint64_t id = 1; id <= 3; ++id) spans.push_back(extreme_span(id, 1, kLast - 1));
  spans.push_back(extreme_span(4, kLast, kLast));
  spans.push_back(extreme_span(5, kLast, 0));
  for (const std::int64_t priority : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, kLast}) {
    spans.push_back(extreme_span(6 + spans.size(), 1, 1));
    spans.back().attributes = {{"multiagent.task.priority", priority}, {"multiagent.worker.id", "[w]*?"}};
  }
  for (const std::string& message : {std::string(200, '7') + "8", std::string("# ##: 5#")}) {
    spans.push_back(extreme_span(6 + spans.size(), 1, 2));
    spans.back().attributes = {{"error.message", message}};
  }
  compare_all(make_files(spans, 1), 1);
}

TEST_CASE("answers about the fixtures equal those of a simple reference") {
  const auto files = known_files(std::filesystem::path(TRACEWH_SOURCE_DIR) / "fixtures");
  REQUIRE(files.size() > 20);
  CHECK(compare_all(files, 1).at("issues") > 0);
}

TEST_CASE("answers about the samples equal those of a simple reference") {
  if (!std::filesystem::exists(TRACEWH_SAMPLES_DIR)) {
    WARN("skipped: there are no samples");
    return;
  }
  const auto files = known_files(TRACEWH_SAMPLES_DIR);
  REQUIRE(files.size() > 20);
  CHECK(compare_all(files, 1).at("issues") > 0);
}

}  // namespace
}  // namespace tracewh::reference
