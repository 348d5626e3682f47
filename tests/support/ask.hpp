#pragma once

#include "store/read/reader.hpp"

#include <filesystem>
#include <string>

namespace tracewh::test {

/// The rows that `sql` gives on the database `file`: values separated by `|`, rows by newlines.
inline std::string ask(const std::filesystem::path& file, const std::string& sql) {
  store::Reader reader(file);
  store::Statement statement = reader.prepare(sql);
  std::string text;
  while (statement.step()) {
    for (int i = 0; i < std::ssize(statement.columns()); ++i) {
      text += (i == 0 ? "" : "|") + std::string(statement.text(i));
    }
    text += '\n';
  }
  return text;
}

}  // namespace tracewh::test
