#include "query/rows.hpp"

#include "base/embedded_file.hpp"
#include "query/embedded.hpp"

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

namespace tracewh::query {
namespace {

struct Binder {
  SQLite::Statement& statement;
  int index;

  void operator()(std::monostate) const { statement.bind(index); }
  void operator()(std::int64_t value) const { statement.bind(index, value); }
  void operator()(double value) const { statement.bind(index, value); }
  void operator()(const std::string& value) const { statement.bind(index, value); }
  void operator()(const model::Blob& value) const {
    statement.bind(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
  }
};

}  // namespace

SQLite::Statement prepare_embedded(store::Reader& reader, std::string_view path) {
  return reader.prepare(std::string(base::find_embedded(embedded_files(), path)));
}

bool bind_value(SQLite::Statement& statement, const std::string& name, const model::Value& value) {
  const int index = statement.getIndex((":" + name).c_str());
  if (index == 0) return false;
  std::visit(Binder{statement, index}, value);
  return true;
}

std::vector<std::string> column_names(SQLite::Statement& statement) {
  std::vector<std::string> names;
  for (int i = 0; i < statement.getColumnCount(); ++i) names.emplace_back(statement.getColumnName(i));
  return names;
}

model::Value column_value(SQLite::Statement& statement, int index) {
  const SQLite::Column column = statement.getColumn(index);
  switch (column.getType()) {
    case SQLITE_INTEGER:
      return std::int64_t{column.getInt64()};
    case SQLITE_FLOAT:
      return column.getDouble();
    case SQLITE_TEXT:
      return column.getString();
    case SQLITE_BLOB:
      return model::Blob{column.getString()};
    default:
      return std::monostate();
  }
}

model::RowSet read_rows(store::Reader& reader, SQLite::Statement& statement, std::int64_t limit) {
  model::RowSet result;
  result.columns = column_names(statement);
  while (reader.step(statement)) {
    if (limit >= 0 && std::ssize(result.rows) == limit) {
      result.truncated = true;
      break;
    }
    std::vector<model::Value>& row = result.rows.emplace_back();
    row.reserve(result.columns.size());
    for (int i = 0; i < statement.getColumnCount(); ++i) row.push_back(column_value(statement, i));
  }
  return result;
}

}  // namespace tracewh::query
