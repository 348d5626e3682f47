#include "query/view_columns.hpp"

#include "sample_database.hpp"

#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

#include <string>

using namespace tracewh;
using namespace tracewh::query;

namespace {

/// All views and their columns, as the database has them; those of span_rows are those of spans.
std::string stored_views() {
  const SampleDatabase sample;
  SQLite::Database database(sample.file().string(), SQLite::OPEN_READONLY);
  SQLite::Statement columns(
      database,
      "SELECT v.name, c.name FROM sqlite_schema AS v JOIN pragma_table_info(v.name) AS c "
      "WHERE v.type = 'view' AND v.name <> 'span_rows' ORDER BY v.name, c.cid");
  std::string text;
  while (columns.executeStep())
    text += columns.getColumn(0).getString() + "." + columns.getColumn(1).getString() + "\n";
  return text;
}

}  // namespace

TEST_CASE("each column of each view is told, in its order") {
  std::map<std::string, std::string> told;
  for (const auto& row : view_columns().rows) {
    INFO(to_text(row[0]) << "." << to_text(row[1]));
    CHECK_FALSE(to_text(row[2]).empty());
    std::string& view = told[to_text(row[0])];
    if (const std::string column = to_text(row[1]); !column.empty())
      view += to_text(row[0]) + "." + column + "\n";
  }
  std::string all;
  for (const auto& [view, columns] : told) all += columns;
  CHECK(all == stored_views());
}
