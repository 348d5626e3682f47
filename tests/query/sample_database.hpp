#pragma once

#include "query/arguments.hpp"
#include "query/catalogue.hpp"
#include "query/embedded.hpp"
#include "query/runner.hpp"
#include "store/read/reader.hpp"
#include "store/sqlite/embedded.hpp"
#include "support/files.hpp"

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <unistd.h>

namespace tracewh::query {

/// A database with the rows of sample.sql, in a directory of its own that goes away with it.
class SampleDatabase {
 public:
  SampleDatabase() {
    std::string name = std::filesystem::temp_directory_path() / "tracewh-query-XXXXXX";
    directory_ = mkdtemp(name.data());
    SQLite::Database database(file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA synchronous = OFF; BEGIN");
    migrate(database, "schema/0001", "schema/0002");
    database.exec(read_text("tests/query/sample.sql"));
    migrate(database, "schema/0003", "schema/9999");
    database.exec("COMMIT");
  }
  SampleDatabase(const SampleDatabase&) = delete;
  SampleDatabase& operator=(const SampleDatabase&) = delete;
  ~SampleDatabase() { std::filesystem::remove_all(directory_); }

  std::filesystem::path file() const { return directory_ / "sample.db"; }

 private:
  /// Applies the migrations whose paths begin with something from `first` to `last`. sample.sql is written
  /// for version 2; the later ones bring its rows up to date.
  static void migrate(SQLite::Database& database, const std::string& first, const std::string& last) {
    for (const base::EmbeddedFile& migration : store::embedded_files()) {
      const std::string_view number = migration.path.substr(0, first.size());
      if (migration.path.find('/') == migration.path.rfind('/') && number >= first && number <= last) {
        database.exec(std::string(migration.text));
      }
    }
  }

  static std::string read_text(const std::string& path) {
    std::ifstream stream(source_path(path));
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  std::filesystem::path directory_;
};

/// The queries that are compiled into the program.
inline const Catalogue& catalogue() {
  static const Catalogue kCatalogue(embedded_files(), {});
  return kCatalogue;
}

inline model::RowSet ask(const std::string& query, const std::map<std::string, std::string>& given = {}) {
  const SampleDatabase database;
  store::Reader reader(database.file());
  const QueryDefinition& definition = catalogue().get(query);
  Answer rows = run(reader, definition, bind_arguments(definition, given, {}));
  model::RowSet taken = model::take(rows, {});
  taken.truncated = rows.truncated();
  return taken;
}

/// A value for people: NULL is empty, a BLOB its length.
inline std::string to_text(const model::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

/// The values of one column, joined by spaces.
inline std::string column(const model::RowSet& rows, const std::string& name) {
  const auto found = std::find(rows.columns.begin(), rows.columns.end(), name);
  if (found == rows.columns.end()) return "no column " + name;
  const auto index = static_cast<std::size_t>(found - rows.columns.begin());
  std::string joined;
  for (const auto& row : rows.rows) joined += (joined.empty() ? "" : " ") + to_text(row.at(index));
  return joined;
}

}  // namespace tracewh::query
