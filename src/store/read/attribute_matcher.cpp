#include "store/read/attribute_matcher.hpp"

#include "store/read/comparable_value.hpp"

#include <sqlite3.h>

#include <memory>
#include <utility>

namespace tracewh::store {
namespace {

void has_attributes(sqlite3_context* context, int, sqlite3_value** arguments) {
  const auto* matcher = static_cast<const AttributeMatcher*>(sqlite3_user_data(context));
  // As a BLOB, because SQLite would copy a text to end it with a zero.
  const auto* values = static_cast<const char*>(sqlite3_value_blob(arguments[1]));
  const auto bytes = static_cast<std::size_t>(sqlite3_value_bytes(arguments[1]));
  const bool matches = matcher->matches(sqlite3_value_int64(arguments[0]), {values, bytes});
  sqlite3_result_int(context, matches ? 1 : 0);
}

}  // namespace

AttributeMatcher::AttributeMatcher(std::span<const model::AttributeCondition> conditions)
    : conditions_(conditions.begin(), conditions.end()) {}

bool AttributeMatcher::matches(std::int64_t template_id, std::string_view values) const {
  if (conditions_.empty()) return true;
  if (values.empty()) return false;
  const auto found = positions_.find(template_id);
  if (found == positions_.end()) return false;
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    if (!conditions_[i].meets(comparable_value(values, found->second[i]))) return false;
  }
  return true;
}

void add_matcher(sqlite3* connection, AttributeMatcher matcher) {
  auto owned = std::make_unique<AttributeMatcher>(std::move(matcher));
  // SQLite deletes it with the connection, or at once when it fails.
  sqlite3_create_function_v2(connection, "has_attributes", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                             owned.release(), has_attributes, nullptr, nullptr,
                             [](void* self) { delete static_cast<AttributeMatcher*>(self); });
}

}  // namespace tracewh::store
