#include "store/sqlite/embedded.hpp"
#include "support/files.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

using namespace tracewh;

namespace {

constexpr const char* kHeader =
    "-- The schema as all migrations together make it, for new files: one look at what there is, and quicker "
    "than\n"
    "-- making and changing it again. Written by a test, which compares it with the migrations; with "
    "ACCEPT=1 in its\n"
    "-- environment, it writes this file anew.\n\n";

std::string value(SQLite::Database& database, const std::string& sql) {
  return database.execAndGet(sql).getString();
}

/// The rows that a new database begins with, as statements that insert them.
std::string insertions(SQLite::Database& database, const std::string& table) {
  SQLite::Statement rows(database, "SELECT * FROM " + table);
  std::string sql;
  while (rows.executeStep()) {
    sql += sql.empty() ? "INSERT INTO " + table + " VALUES\n  (" : ",\n  (";
    for (int i = 0; i < rows.getColumnCount(); ++i) {
      if (i > 0) sql += ", ";
      SQLite::Statement quoted(database, "SELECT quote(?)");
      if (rows.getColumn(i).isInteger()) {
        quoted.bind(1, rows.getColumn(i).getInt64());
      } else {
        quoted.bind(1, rows.getColumn(i).getString());
      }
      quoted.executeStep();
      sql += quoted.getColumn(0).getString();
    }
    sql += ')';
  }
  return sql.empty() ? sql : sql + ";\n\n";
}

std::string schema_after_all_migrations() {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
  for (const base::EmbeddedFile& file : store::embedded_files()) {
    if (file.path.starts_with("schema/0")) database.exec(std::string(file.text));
  }
  std::string sql = kHeader;
  sql += "PRAGMA application_id = " + value(database, "PRAGMA application_id") + ";\n";
  sql += "PRAGMA user_version = " + value(database, "PRAGMA user_version") + ";\n\n";
  SQLite::Statement objects(database,
                            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                            " ORDER BY type = 'view', rowid");
  while (objects.executeStep()) {
    sql += objects.getColumn(2).getString() + ";\n\n";
    if (objects.getColumn(0).getString() == "table")
      sql += insertions(database, objects.getColumn(1).getString());
  }
  sql.pop_back();
  return sql;
}

TEST_CASE("new files get the schema that all migrations make") {
  const auto path = source_path("schema/current.sql");
  const std::string expected = schema_after_all_migrations();
  if (std::getenv("ACCEPT") != nullptr) std::ofstream(path) << expected;
  std::ifstream file(path);
  const std::string current{std::istreambuf_iterator<char>(file), {}};
  CHECK(current == expected);
}

}  // namespace
