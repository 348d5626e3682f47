#include "sample_database.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <set>

using namespace tracewh;
using namespace tracewh::query;

namespace {

const std::string kTaskColumns =
    "trace_id span_id parent_span_id name service role start_ns duration_ns status status_message task_id "
    "task_name "
    "task_type priority worker_id capability";

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// A compiled statement of a sample database, through SQLite's own interface.
class RawStatement {
 public:
  explicit RawStatement(const std::string& sql) : database_(sample_.file().string(), SQLite::OPEN_READONLY) {
    REQUIRE(sqlite3_prepare_v2(database_.getHandle(), sql.c_str(), -1, &statement_, &tail_) == SQLITE_OK);
    rest_ = tail_;
  }
  RawStatement(const RawStatement&) = delete;
  RawStatement& operator=(const RawStatement&) = delete;
  ~RawStatement() { sqlite3_finalize(statement_); }

  sqlite3_stmt* get() const { return statement_; }
  const std::string& rest() const { return rest_; }

 private:
  SampleDatabase sample_;
  SQLite::Database database_;
  sqlite3_stmt* statement_ = nullptr;
  const char* tail_ = nullptr;
  std::string rest_;
};

}  // namespace

TEST_CASE("every query declares the parameters that its SQL binds") {
  for (const auto& [name, query] : catalogue().queries()) {
    INFO(name);
    const RawStatement statement(query.sql);
    std::set<std::string> bound;
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement.get()); ++i) {
      bound.insert(sqlite3_bind_parameter_name(statement.get(), i));
    }
    std::set<std::string> declared;
    for (const Parameter& parameter : query.parameters) {
      if (!parameter.selects) declared.insert(":" + parameter.name);
    }
    // Whoever takes attributes may bind whether there are any.
    if (query.attribute_scope) bound.erase(":attr");
    // Options of an analysis are not the SQL's.
    if (query.analysis.empty()) CHECK(bound == declared);
    CHECK(std::ranges::includes(declared, bound));
  }
}

TEST_CASE("every query declares the columns that its SQL returns") {
  for (const auto& [name, query] : catalogue().queries()) {
    INFO(name);
    const RawStatement statement(query.sql);
    std::vector<std::string> columns;
    for (int i = 0; i < sqlite3_column_count(statement.get()); ++i) {
      columns.emplace_back(sqlite3_column_name(statement.get(), i));
    }
    CHECK(columns == (query.analysis.empty() ? query.columns : std::vector<std::string>{"trace_id"}));
  }
}

TEST_CASE("every query is one statement that only reads, in a file of its name") {
  for (const auto& [name, query] : catalogue().queries()) {
    INFO(name);
    const RawStatement statement(query.sql);
    CHECK(sqlite3_stmt_readonly(statement.get()) == 1);
    CHECK(statement.rest().find_first_not_of(" \n") == std::string::npos);
    CHECK(query.source == "queries/" + name + ".sql");
    CHECK(query.summary.ends_with('.'));
  }
}

TEST_CASE("the queries that report tasks share their columns") {
  for (const char* name : {"slow", "worker", "priority", "type", "tasks"}) {
    INFO(name);
    CHECK(joined(catalogue().get(name).columns) == kTaskColumns);
  }
  CHECK(joined(catalogue().get("failed").columns) == kTaskColumns + " evidence");
}

TEST_CASE("every query that reads totals leaves them out when there are attributes") {
  for (const auto& [name, query] : catalogue().queries()) {
    INFO(name);
    if (query.sql.find("_total") != std::string::npos) CHECK(query.sql.find(":attr") != std::string::npos);
  }
}

TEST_CASE("a query looks at the spans of a task, worker, agent, model or session") {
  CHECK(column(ask("spans", {{"task", "t-1"}}), "span_id") == "0000000000000003 0000000000000001");
  CHECK(column(ask("spans", {{"worker", "coder-[12]"}}), "worker_id") == "coder-1 coder-1 coder-2 coder-1");
  CHECK(column(ask("spans", {{"task", "t-1"}, {"worker", "coder-*"}}), "span_id") == "0000000000000003");
  CHECK(column(ask("spans", {{"session", "none"}}), "span_id").empty());
  CHECK(column(ask("tasks", {{"worker", "coder-2"}}), "task_id") == "t-3");
  CHECK(column(ask("workers", {{"task", "t-3"}}), "worker_id") == "coder-2");
  CHECK_THROWS_WITH(ask("issues", {{"task", "t-3"}}), Catch::Contains("no parameter 'task'"));
}

TEST_CASE("a query that takes no attributes refuses them") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  const QueryDefinition& query = catalogue().get("issues");
  CHECK_THROWS_WITH(run(reader, query, bind_arguments(query, {}, {}), {{{"k", "v"}}}),
                    Catch::Contains("cannot be narrowed"));
}

TEST_CASE("a header that differs from its SQL is refused when it runs") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  const auto run_with = [&](QueryDefinition query) { run(reader, query, bind_arguments(query, {}, {})); };

  QueryDefinition query = catalogue().get("tasks");
  query.columns.pop_back();
  CHECK_THROWS_WITH(run_with(query), Catch::Contains("declares the columns"));

  query = catalogue().get("tasks");
  query.parameters.push_back({.name = "extra"});
  CHECK_THROWS_WITH(run_with(query), Catch::Contains("does not use :extra"));

  query = catalogue().get("tasks");
  query.parameters.erase(query.parameters.begin());
  CHECK_THROWS_WITH(run_with(query), Catch::Contains("does not declare"));
}
