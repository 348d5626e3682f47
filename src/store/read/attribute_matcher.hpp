#pragma once

#include "model/attribute_condition.hpp"
#include "store/read/value_condition.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;

namespace tracewh::store {

/// Tells whether a span carries all attributes of a selection, by its template and its stored values.
class AttributeMatcher {
 public:
  explicit AttributeMatcher(std::span<const model::AttributeCondition> conditions);

  /// Spans of this template have the attributes, each at its position.
  void add_template(std::int64_t id, std::vector<std::size_t> positions) {
    positions_.emplace(id, std::move(positions));
  }

  /// `values` is the JSON array of the span's values. False for a template that was not added, unless no
  /// attribute is asked for.
  bool matches(std::int64_t template_id, std::string_view values) const;

 private:
  std::vector<ValueCondition> conditions_;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> positions_;
};

/// Makes `matcher` the SQL function has_attributes(template, values) of the connection.
void add_matcher(sqlite3* connection, AttributeMatcher matcher);

}  // namespace tracewh::store
