#include "net/query/database_route.hpp"

#include "base/json_writer.hpp"
#include "base/utf8.hpp"
#include "net/query/reader_route.hpp"
#include "store/seekable/seekable_file.hpp"

#include <string>

namespace tracewh::net {
namespace {

Response describe(const std::filesystem::path& file) {
  // The path tells of this machine what is nobody's business.
  std::string name;
  base::append_repaired_utf8(name, file.filename().string());
  std::string text;
  base::JsonWriter json(text);
  json.open('{');
  json.key("name").text(name);
  json.key("compacted").boolean(store::is_compacted(file));
  json.close('}');
  return json_response(text + '\n');
}

}  // namespace

Route database_route(ReaderPool& readers, const std::filesystem::path& database) {
  return reader_route(readers, database, "/api/tracewh/database",
                      [](store::Reader& reader, const Request&) { return describe(reader.file()); });
}

}  // namespace tracewh::net
