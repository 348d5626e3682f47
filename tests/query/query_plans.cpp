#include "query/internal_query.hpp"
#include "sample_database.hpp"

#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

#include <vector>

using namespace tracewh;
using namespace tracewh::query;

namespace {

/// SQLite's plan for a statement: one line a step, in order.
std::vector<std::string> plan_of(const std::string& sql) {
  const SampleDatabase sample;
  SQLite::Database database(sample.file().string(), SQLite::OPEN_READONLY);
  SQLite::Statement statement(database, "EXPLAIN QUERY PLAN " + sql);
  std::vector<std::string> steps;
  while (statement.executeStep()) steps.push_back(statement.getColumn("detail").getString());
  return steps;
}

std::vector<std::string> plan(const std::string& name) { return plan_of(catalogue().get(name).sql); }

std::size_t count_with(const std::vector<std::string>& steps, const std::string& text) {
  std::size_t found = 0;
  for (const std::string& step : steps) found += step.find(text) != std::string::npos ? 1 : 0;
  return found;
}

/// Starts from the index, never scans the spans, and sorts all it finds `sorts` times; else only rows that
/// are equal in what the index orders.
void check_plan(const std::string& name, const std::string& index, std::size_t sorts) {
  const std::vector<std::string> steps = plan(name);
  std::string text = name + ":";
  for (const std::string& step : steps) text += "\n  " + step;
  INFO(text);
  CHECK(count_with(steps, "INDEX " + index) == 1);
  CHECK(count_with(steps, "SCAN s") == 0);
  CHECK(count_with(steps, "SCAN t") ==
        (name == "type" ? 1 : 0));  // the dictionary, of which `type` is an alias
  CHECK(count_with(steps, "TEMP B-TREE FOR ORDER BY") == sorts);
}

}  // namespace

TEST_CASE("the queries start from the index that is made for them") {
  check_plan("failed", "failed_by_start", 0);
  check_plan("worker", "span_by_worker", 0);
  check_plan("priority", "task_by_priority", 0);
  check_plan("type", "task_by_type", 0);
  check_plan("traces", "trace_by_start", 6);  // of one trace's services and agents, in either order
  CHECK(count_with(plan("traces"), "INDEX trace_by_duration") == 1);
}

TEST_CASE("slow sorts only where it measures any span") {
  check_plan("slow", "task_by_duration", 1);
  CHECK(count_with(plan("slow"), "trace_by_duration") == 2);
}

TEST_CASE("tasks sorts only within a trace") {
  check_plan("tasks", "trace_by_start", 0);
  CHECK(count_with(plan("tasks"), "RIGHT PART OF ORDER BY") == 1);
}

TEST_CASE("a search takes the newest traces first, without sorting, and their spans by the key") {
  const auto steps = plan_of(std::string(text_of(kSearchSpans)));
  CHECK(count_with(steps, "SEARCH t USING INDEX trace_by_start") == 1);
  CHECK(count_with(steps, "SEARCH s USING PRIMARY KEY (trace=?)") == 1);
  CHECK(count_with(steps, "TEMP B-TREE") == 0);
}
