#include "base/embedded_file.hpp"
#include "query/embedded.hpp"
#include "query/internal_query.hpp"
#include "sample_database.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>

namespace tracewh::query {
namespace {

constexpr InternalQuery kQueriesOfTraces[] = {kAllTraces, kFeedNewest, kFeedTraces, kFindSpan,
                                              kFindTask,  kFindTrace,  kSearchSpans};

void add_word(std::string& words, const char* word) {
  if (!words.empty()) words += ' ';
  words += word;
}

struct Compiled {
  std::string parameters;
  std::string columns;
};

/// What SQLite makes of a statement.
Compiled compile(sqlite3* connection, std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  REQUIRE(sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &handle, nullptr) ==
          SQLITE_OK);
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(handle, sqlite3_finalize);
  Compiled compiled;
  for (int i = 1; i <= sqlite3_bind_parameter_count(handle); ++i) {
    add_word(compiled.parameters, sqlite3_bind_parameter_name(handle, i) + 1);
  }
  for (int i = 0; i < sqlite3_column_count(handle); ++i)
    add_word(compiled.columns, sqlite3_column_name(handle, i));
  return compiled;
}

TEST_CASE("each internal query takes and gives what the code that runs it counts on") {
  const SampleDatabase sample;
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open_v2(sample.file().c_str(), &handle, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> connection(handle, sqlite3_close);
  for (const InternalQuery& query : kInternalQueries) {
    INFO(query.name);
    const std::string path = "queries/internal/" + std::string(query.name) + ".sql";
    const Compiled compiled = compile(handle, base::find_embedded(embedded_files(), path));
    CHECK(compiled.parameters == query.parameters);
    CHECK(compiled.columns == query.columns);
  }
}

TEST_CASE("each file of internal queries is listed once") {
  std::multiset<std::string> listed;
  for (const InternalQuery& query : kInternalQueries) listed.emplace(query.name);
  std::multiset<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("queries/internal"))) {
    files.insert(entry.path().stem());
  }
  CHECK(listed == files);
}

TEST_CASE("queries for traces begin with the same columns") {
  for (const InternalQuery& query : kQueriesOfTraces) {
    INFO(query.name);
    CHECK(query.columns.starts_with("id trace_id span_count"));
  }
}

}  // namespace
}  // namespace tracewh::query
