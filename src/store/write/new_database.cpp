#include "store/write/new_database.hpp"

#include "base/resolved_path.hpp"
#include "store/seekable/replacement_file.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/embedded.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <sqlite3.h>

#include <string>

namespace tracewh::store {

void make_new_database(const std::filesystem::path& file) {
  if (std::filesystem::exists(std::filesystem::symlink_status(base::resolved_path(file)))) return;
  ReplacementFile place(file);
  {
    const Connection database(place.path(), Access::kWrite);
    database.run("new_file");
    database.run("self_contained");
    database.run("begin_immediate");
    const std::string schema(base::find_embedded(embedded_files(), "schema/current.sql"));
    if (sqlite3_exec(database.handle(), schema.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw_sqlite_error(database.handle(), file.string());
    database.run("commit");
  }
  place.commit();
}

}  // namespace tracewh::store
