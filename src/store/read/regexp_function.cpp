#include "store/read/regexp_function.hpp"

#include <boost/regex.hpp>
#include <sqlite3.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>

namespace tracewh::store {
namespace {

// Unlike the standard library's, these neither recurse nor go on for ever.
using Pattern = boost::regex;

std::string_view text_of(sqlite3_value* value) {
  // In this order: asking for the text may change how many bytes there are.
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

bool is_found(const Pattern& pattern, sqlite3_value* value) {
  const std::string_view text = text_of(value);
  return boost::regex_search(text.begin(), text.end(), pattern);
}

/// SQLite keeps a compiled pattern for the next rows, unless it is another one for each.
bool is_found(sqlite3_context* context, sqlite3_value** arguments) {
  if (const void* kept = sqlite3_get_auxdata(context, 0)) {
    return is_found(*static_cast<const Pattern*>(kept), arguments[1]);
  }
  const std::string_view text = text_of(arguments[0]);
  auto pattern = std::make_unique<Pattern>(text.begin(), text.end());
  const bool found = is_found(*pattern, arguments[1]);
  sqlite3_set_auxdata(context, 0, pattern.release(), [](void* kept) { delete static_cast<Pattern*>(kept); });
  return found;
}

void find(sqlite3_context* context, int, sqlite3_value** arguments) {
  for (sqlite3_value* value : {arguments[0], arguments[1]}) {
    if (sqlite3_value_type(value) == SQLITE_NULL) return;
  }
  try {
    sqlite3_result_int(context, is_found(context, arguments) ? 1 : 0);
  } catch (const std::exception& error) {
    sqlite3_result_error(context, (std::string("REGEXP: ") + error.what()).c_str(), -1);
  }
}

}  // namespace

void add_regexp_function(sqlite3* connection) {
  sqlite3_create_function_v2(connection, "regexp", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, find,
                             nullptr, nullptr, nullptr);
}

}  // namespace tracewh::store
