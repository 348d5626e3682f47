#pragma once

#include "model/batch.hpp"
#include "store/sqlite/statement.hpp"
#include "store/write/facet_column.hpp"

#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tracewh::store {

/// A row of `span_template`, without its id.
inline constexpr std::size_t kTemplateColumns = 8 + kSharedFacets;
using Template = std::array<std::int64_t, kTemplateColumns>;

/// The tables that hold each distinct text, attribute shape, resource, scope and span template once. Gives
/// the row's integer, adding the row when it is new. What was seen lately is remembered.
class Dictionary {
 public:
  explicit Dictionary(sqlite3* connection);

  std::int64_t string_id(std::string_view text);
  std::int64_t shape_id(std::string_view keys);
  std::int64_t resource_id(const model::ResourceRecord& resource, std::string_view service);
  std::int64_t scope_id(const model::ScopeRecord& scope);
  std::int64_t template_id(const Template& row);

  /// Looks up everything anew from now on.
  void forget();

 private:
  /// Maps a text that identifies a row to the row's integer.
  using Cache = std::unordered_map<std::string, std::int64_t>;

  /// One table: how to find a row and how to add it, given the same bound values.
  struct Table {
    Table(sqlite3* connection, std::string_view find_name, std::string_view insert_name)
        : find(connection, find_name), insert(connection, insert_name) {}

    void forget();

    Statement find;
    Statement insert;
    Cache cache;
    std::size_t cached_bytes = 0;
  };

  template <typename... Values>
  std::int64_t id(Table& table, const std::string& key, const Values&... values);

  sqlite3* connection_;
  Table strings_;
  Table shapes_;
  Table resources_;
  Table scopes_;
  Table templates_;
};

}  // namespace tracewh::store
