#include "store/sqlite/named_statements.hpp"

#include "store/read/attribute_matcher.hpp"
#include "store/sqlite/embedded.hpp"
#include "store/write/batch_module.hpp"
#include "store_fixture.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <set>

namespace tracewh::store::test {
namespace {

/// A connection in which all statements can be compiled.
struct Connection {
  Connection() {
    add_indexed_value(database.handle());
    add_matcher(database.handle(), AttributeMatcher({}));
    for (const char* name : {"traces_are_candidates", "make_selection", "begin_sweep"})
      run_statements(database.handle(), name);
  }

  void run(const char* sql) const {
    REQUIRE(sqlite3_exec(database.handle(), sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }

  Store store;
  WriterDatabase database{store.file(), Durability::kProcess, std::chrono::seconds(1)};
  BatchModule batch{database.handle()};
};

struct Compiled {
  int statements = 0;
  int parameters = 0;
  std::string columns;
};

std::string column_names(sqlite3_stmt* statement) {
  std::string names;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    names += (i == 0 ? "" : " ") + std::string(sqlite3_column_name(statement, i));
  }
  return names;
}

Compiled compile(sqlite3* connection, std::string_view sql) {
  Compiled compiled;
  const char* const end = sql.data() + sql.size();
  for (const char* at = sql.data(); at < end;) {
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v2(connection, at, static_cast<int>(end - at), &statement, &at);
    INFO(sqlite3_errmsg(connection));
    REQUIRE(result == SQLITE_OK);
    if (statement == nullptr) continue;
    ++compiled.statements;
    compiled.parameters += sqlite3_bind_parameter_count(statement);
    compiled.columns = column_names(statement);
    sqlite3_finalize(statement);
  }
  if (compiled.statements > 1) compiled.columns.clear();
  return compiled;
}

std::set<std::string, std::less<>> stored_names() {
  constexpr std::string_view kMarker = "-- name: ";
  std::set<std::string, std::less<>> names;
  for (const base::EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with("schema/statements/")) continue;
    for (auto at = file.text.find(kMarker); at != std::string_view::npos;
         at = file.text.find(kMarker, at + 1)) {
      const auto begin = at + kMarker.size();
      CHECK(names.emplace(file.text.substr(begin, file.text.find('\n', begin) - begin)).second);
    }
  }
  return names;
}

std::string sources(const std::filesystem::path& directory) {
  std::string text;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream stream(entry.path());
    text.append(std::istreambuf_iterator<char>(stream), {});
  }
  return text;
}

TEST_CASE("each statement takes and gives what the code that runs it counts on") {
  const Connection tables;
  // Some settings take effect when they are compiled, and drop all temporary tables.
  const Connection settings;
  for (const NamedStatement& expected : kNamedStatements) {
    INFO(expected.name);
    const std::string_view sql = named_statement(expected.name);
    const Connection& connection = sql.find("PRAGMA") == std::string_view::npos ? tables : settings;
    // They were run already, and make what is there only once.
    if (expected.name == "make_selection" || expected.name == "begin_sweep") continue;
    if (expected.name.ends_with("_candidates")) continue;
    const bool is_copy = expected.name.starts_with("copy_");
    if (is_copy) {
      connection.run("CREATE TEMP TABLE trace AS SELECT * FROM main.trace");
      connection.run("ALTER TABLE temp.trace DROP COLUMN trace_hex");  // which is generated
      connection.run("CREATE TEMP TABLE span AS SELECT * FROM main.span");
    }
    const Compiled compiled = compile(connection.database.handle(), sql);
    CHECK(compiled.statements > 0);
    CHECK(compiled.parameters == expected.parameters);
    CHECK(compiled.columns == expected.columns);
    if (is_copy) connection.run("DROP TABLE temp.trace; DROP TABLE temp.span");
  }
}

TEST_CASE("each statement is listed once and run by somebody") {
  std::set<std::string, std::less<>> listed;
  const std::string code = sources(source_path("src/store"));
  for (const NamedStatement& statement : kNamedStatements) {
    INFO(statement.name);
    CHECK(listed.emplace(statement.name).second);
    CHECK(code.find('"' + std::string(statement.name) + '"') != std::string::npos);
  }
  CHECK(listed == stored_names());
}

TEST_CASE("rows of spans have the columns of their table in its order") {
  const Connection connection;
  const auto columns_of = [&](const char* query) {
    return compile(connection.database.handle(), query).columns;
  };
  const std::string span = columns_of("SELECT * FROM main.span");
  CHECK(columns_of("SELECT * FROM batch_span") == span);
  const NamedStatement& stored = kNamedStatements[Columns("stored_span").index];
  CHECK(stored.columns.starts_with(span + " payload_id "));
}

TEST_CASE("a statement that is given too few or too many values is refused") {
  const Connection connection;
  Statement statement(connection.database.handle(), "has_span");
  CHECK_THROWS_AS(statement.bind_all(std::int64_t{1}), std::logic_error);
  CHECK_THROWS_AS(statement.bind_all(std::int64_t{1}, std::int64_t{2}, std::int64_t{3}), std::logic_error);
  CHECK_NOTHROW(statement.bind_all(std::int64_t{1}, std::int64_t{2}).run());
}

}  // namespace
}  // namespace tracewh::store::test
