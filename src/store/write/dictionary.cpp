#include "store/write/dictionary.hpp"

#include <tuple>

namespace tracewh::store {
namespace {

// What is remembered of one table. Names that hold IDs and long resources would otherwise fill the memory.
constexpr std::size_t kCachedBytes = std::size_t{16} << 20;

// A row's node and its slot, beside the text that identifies it.
constexpr std::size_t kEntryBytes = 80;

/// One text out of several, such that different lists give different texts.
template <typename... Parts>
std::string join(const Parts&... parts) {
  std::string key;
  ((key += std::to_string(parts.size()), key += ':', key += parts), ...);
  return key;
}

}  // namespace

Dictionary::Dictionary(sqlite3* connection)
    : connection_(connection),
      strings_(connection, "find_string", "insert_string"),
      shapes_(connection, "find_shape", "insert_shape"),
      resources_(connection, "find_resource", "insert_resource"),
      scopes_(connection, "find_scope", "insert_scope"),
      templates_(connection, "find_template", "insert_template") {}

template <typename... Values>
std::int64_t Dictionary::id(Table& table, const std::string& key, const Values&... values) {
  if (const auto found = table.cache.find(key); found != table.cache.end()) return found->second;
  std::int64_t id = 0;
  if (table.find.bind_all(values...).step()) {
    id = table.find.integer(0);
    table.find.reset();
  } else {
    table.insert.bind_all(values...).run();
    id = sqlite3_last_insert_rowid(connection_);
  }
  if (table.cached_bytes >= kCachedBytes) table.forget();
  table.cache.emplace(key, id);
  table.cached_bytes += kEntryBytes + key.size();
  return id;
}

void Dictionary::Table::forget() {
  cache.clear();
  cached_bytes = 0;
}

void Dictionary::forget() {
  for (Table* table : {&strings_, &shapes_, &resources_, &scopes_, &templates_}) table->forget();
}

std::int64_t Dictionary::string_id(std::string_view text) { return id(strings_, std::string(text), text); }

std::int64_t Dictionary::shape_id(std::string_view keys) { return id(shapes_, std::string(keys), keys); }

std::int64_t Dictionary::resource_id(const model::ResourceRecord& resource, std::string_view service) {
  const std::int64_t dropped = resource.dropped_attributes;
  const std::string key =
      join(resource.attributes, resource.entity_refs, resource.schema_url, service, std::to_string(dropped));
  return id(resources_, key, resource.attributes, string_id(service), resource.entity_refs,
            resource.schema_url, dropped);
}

std::int64_t Dictionary::scope_id(const model::ScopeRecord& scope) {
  const std::int64_t dropped = scope.dropped_attributes;
  const std::string_view attributes = scope.attributes.empty() ? std::string_view("{}") : scope.attributes;
  const std::string key =
      join(scope.name, scope.version, attributes, scope.schema_url, std::to_string(dropped));
  return id(scopes_, key, scope.name, scope.version, attributes, scope.schema_url, dropped);
}

std::int64_t Dictionary::template_id(const Template& row) {
  const std::string key(reinterpret_cast<const char*>(row.data()), sizeof(Template));
  return std::apply([&](const auto&... values) { return id(templates_, key, values...); }, row);
}

}  // namespace tracewh::store
