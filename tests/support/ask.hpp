#pragma once

#include "store/read/reader.hpp"

#include <SQLiteCpp/Column.h>

#include <filesystem>
#include <string>

namespace tracewh::test {

/// The rows that `sql` gives on the database `file`: values separated by `|`, rows by newlines.
inline std::string ask(const std::filesystem::path& file, const std::string& sql) {
  store::Reader reader(file);
  SQLite::Statement statement = reader.prepare(sql);
  std::string text;
  while (reader.step(statement)) {
    for (int i = 0; i < statement.getColumnCount(); ++i) {
      text += (i == 0 ? "" : "|") + statement.getColumn(i).getString();
    }
    text += '\n';
  }
  return text;
}

}  // namespace tracewh::test
