#include "base/error.hpp"
#include "query/shell_script.hpp"
#include "query/statistics.hpp"
#include "sample_database.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;
using Catch::Contains;

TEST_CASE("a query is shown as a script for the sqlite3 shell") {
  const QueryDefinition& query = catalogue().get("slow");
  const std::string script = shell_script(query, bind_arguments(query, {{"service", "it's \"a\\b\""}}, {}));
  CHECK_THAT(script, Contains(".parameter init\n.parameter set :min 10000000000\n"));
  CHECK_THAT(script, Contains(".parameter set :scope \"'task'\"\n"));
  CHECK_THAT(script, Contains(".parameter set :since NULL\n"));
  CHECK_THAT(script, Contains(R"(.parameter set :service "'it''s \"a\\b\"'")"));
  CHECK_THAT(script, Catch::EndsWith(query.sql));
}

TEST_CASE("a BLOB is shown in hexadecimal") {
  QueryDefinition query;
  query.sql = "SELECT :id";
  const std::vector<Argument> arguments{{"id", model::Blob{std::string("\x00\xff", 2)}}};
  CHECK_THAT(shell_script(query, arguments), Catch::EndsWith(".parameter set :id x'00ff'\nSELECT :id\n"));
}

TEST_CASE("statistics count what the database holds") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  const Statistics statistics = read_statistics(reader);
  REQUIRE(statistics.totals.rows.size() == 1);
  CHECK(column(statistics.totals, "traces") == "4");
  CHECK(column(statistics.totals, "spans") == "9");
  CHECK(column(statistics.totals, "services") == "2");
  CHECK(column(statistics.totals, "agents") == "2");
  CHECK(column(statistics.totals, "runs") == "2");
  CHECK(column(statistics.totals, "files") == "2");
  CHECK(column(statistics.totals, "issues") == "4");
  CHECK(column(statistics.totals, "start_ns") == "1767225600000000000");
  const auto bytes = std::filesystem::file_size(database.file());
  CHECK(column(statistics.totals, "file_bytes") == std::to_string(bytes));
  CHECK(column(statistics.totals, "span_bytes") == std::to_string(bytes / 9));
  CHECK(column(statistics.issues, "code") == "invalid_utf8 invalid_id");
}

TEST_CASE("SQL of the user returns typed values, as many rows as asked for") {
  const SampleDatabase database;
  store::Reader reader(database.file());
  Answer answer = run_sql(reader, "VALUES (NULL, 1, 0.5, 'x', x'00ff'), (1, 2, 3, 4, 5)", 1);
  const model::RowSet rows = model::take(answer, {});
  CHECK(answer.truncated());
  REQUIRE(rows.rows.size() == 1);
  CHECK(rows.rows[0] == std::vector<model::Value>{std::monostate(), std::int64_t{1}, 0.5, std::string("x"),
                                                  model::Blob{std::string("\x00\xff", 2)}});
  CHECK(answer.given() == 1);
  Answer all = run_sql(reader, "SELECT * FROM span", -1);
  CHECK(model::take(all, {}).rows.size() == 9);
  CHECK_THROWS_AS(run_sql(reader, "DELETE FROM span", -1), base::Error);
}
