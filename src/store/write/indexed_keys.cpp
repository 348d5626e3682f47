#include "store/write/indexed_keys.hpp"

#include "store/sqlite/statement.hpp"
#include "store/write/attribute_index.hpp"

#include <sqlite3.h>

#include <string_view>

namespace tracewh::store {

std::optional<std::int64_t> add_indexed_key(WriterDatabase& database, const std::string& key) {
  sqlite3* connection = database.handle();
  add_indexed_value(connection);
  Statement(connection, "sort_on_disk").run();
  database.begin();
  std::optional<std::int64_t> spans;
  Statement insert(connection, "insert_indexed_key");
  if (insert.bind_all(std::string_view(key)).step()) {
    const std::int64_t id = insert.integer(0);
    insert.run();
    Statement(connection, "build_index").bind_all(id, std::string_view(key)).run();
    spans = sqlite3_changes64(connection);
  }
  database.commit();
  return spans;
}

bool drop_indexed_key(WriterDatabase& database, const std::string& key) {
  database.begin();
  Statement(database.handle(), "delete_indexed_of_key").bind_all(std::string_view(key)).run();
  Statement delete_key(database.handle(), "delete_indexed_key");
  const bool was_indexed = delete_key.bind_all(std::string_view(key)).step();
  delete_key.run();
  database.commit();
  return was_indexed;
}

}  // namespace tracewh::store
