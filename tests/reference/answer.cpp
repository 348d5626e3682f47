#include "reference/answer.hpp"

#include <algorithm>
#include <string>

namespace tracewh::reference {
namespace {

/// Values of different types are never sorted together, but for NULL.
bool comes_before(const model::Value& a, const model::Value& b) {
  if (a.index() != b.index()) return a.index() < b.index();
  if (const auto* text = std::get_if<std::string>(&a)) return *text < std::get<std::string>(b);
  if (const auto* integer = std::get_if<std::int64_t>(&a)) return *integer < std::get<std::int64_t>(b);
  return false;
}

bool sorts_before(const SortKey& a, const SortKey& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (comes_before(a[i].value, b[i].value)) return !a[i].descending;
    if (comes_before(b[i].value, a[i].value)) return a[i].descending;
  }
  return false;
}

}  // namespace

model::Value or_null(const std::optional<std::int64_t>& value) {
  return value ? model::Value(*value) : model::Value();
}

model::Value or_null(std::string_view text) {
  return text.empty() ? model::Value() : model::Value(std::string(text));
}

model::RowSet Answer::first(std::int64_t limit) && {
  std::ranges::stable_sort(rows_, sorts_before, &std::pair<SortKey, Row>::first);
  model::RowSet result;
  result.truncated = limit >= 0 && std::ssize(rows_) > limit;
  if (result.truncated) rows_.resize(static_cast<std::size_t>(limit));
  for (auto& [key, row] : rows_) result.rows.push_back(std::move(row));
  return result;
}

}  // namespace tracewh::reference
