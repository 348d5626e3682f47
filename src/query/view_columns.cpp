#include "query/view_columns.hpp"

#include "base/embedded_file.hpp"
#include "query/embedded.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::query {
namespace {

/// Takes the text before `separator` from the front of `rest`, and the separator.
std::string_view take_until(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

model::Value value_of(std::string_view field) {
  return field.empty() ? model::Value() : model::Value(std::string(field));
}

}  // namespace

model::RowSet view_columns() {
  model::RowSet rows;
  rows.columns = {"view", "column", "meaning"};
  std::string_view rest = base::find_embedded(embedded_files(), "schema/views.tsv");
  while (!rest.empty()) {
    std::string_view line = take_until(rest, '\n');
    const std::string_view view = take_until(line, '\t');
    const std::string_view column = take_until(line, '\t');
    rows.rows.push_back({value_of(view), value_of(column), value_of(line)});
  }
  return rows;
}

}  // namespace tracewh::query
