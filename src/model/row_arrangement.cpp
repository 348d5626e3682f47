#include "model/row_arrangement.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"

#include <algorithm>

namespace tracewh::model {
namespace {

using base::Error, base::ErrorCode;

// A million rows of tasks, and no danger to a machine.
constexpr std::size_t kSortedBytes = std::size_t{512} << 20;

/// Tables leave the unit out of a column's title, so that people may, too.
bool is_called(const std::string& column, const std::string& name) {
  return column == name || column == name + "_ns" || column == name + "_ratio" || column == name + "_bytes";
}

std::size_t column_position(const RowStream& rows, const std::string& name) {
  const std::vector<std::string>& columns = rows.columns();
  const auto found =
      std::ranges::find_if(columns, [&](const std::string& column) { return is_called(column, name); });
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  std::string all;
  for (const std::string& column : columns) all += " " + column;
  throw Error(ErrorCode::kUsage, "there is no column '" + name + "'",
              base::did_you_mean(name, columns, "columns are:" + all));
}

std::vector<std::string> full_names(const RowStream& rows, const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  for (const std::string& column : columns) names.push_back(rows.columns()[column_position(rows, column)]);
  return names;
}

long double number_of(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  const auto* real = std::get_if<double>(&value);
  return real == nullptr ? 0 : *real;
}

/// Integers and reals are numbers, compared by what they are worth.
int kind_of(const Value& value) {
  return std::holds_alternative<double>(value) ? 1 : static_cast<int>(value.index());
}

int compare(const Value& a, const Value& b) {
  if (kind_of(a) != kind_of(b)) return kind_of(a) < kind_of(b) ? -1 : 1;
  if (const auto* text = std::get_if<std::string>(&a)) return text->compare(std::get<std::string>(b));
  if (const auto* blob = std::get_if<Blob>(&a)) return blob->bytes.compare(std::get<Blob>(b).bytes);
  const long double left = number_of(a);
  const long double right = number_of(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

}  // namespace

ChosenColumns::ChosenColumns(RowStream& rows, const std::vector<std::string>& columns)
    : RowStream(full_names(rows, columns), rows.gives_way()), rows_(rows) {
  for (const std::string& column : columns) positions_.push_back(column_position(rows, column));
}

const Row* ChosenColumns::read() {
  const Row* row = rows_.next();
  if (row == nullptr) return nullptr;
  row_.clear();
  for (const std::size_t position : positions_) row_.push_back((*row)[position]);
  return &row_;
}

SortedRows::SortedRows(RowStream& rows, const std::vector<SortKey>& keys, std::int64_t limit)
    : RowStream(rows.columns(), rows.gives_way()), rows_(rows), limit_(limit) {
  for (const SortKey& key : keys) keys_.push_back({column_position(rows, key.column), key.descending});
}

const Row* SortedRows::read() {
  if (!is_read_) read_all();
  return position_ < entries_.size() ? &entries_[position_++].row : nullptr;
}

void SortedRows::read_all() {
  is_read_ = true;
  while (const Row* row = rows_.next()) add(*row);
  truncated_ = truncated_ || rows_.truncated();
  std::ranges::sort(entries_, order());
}

void SortedRows::add(const Row& row) {
  entries_.push_back({row, rows_.given()});
  std::ranges::push_heap(entries_, order());
  for (const Value& value : row) bytes_ += bytes_of(value);
  if (limit_ >= 0 && std::ssize(entries_) > limit_) drop_last();
  if (bytes_ <= kSortedBytes) return;
  throw Error(ErrorCode::kOperational, "the rows are too many to be sorted",
              "give a --limit, or sort them with ORDER BY in tracewh sql");
}

void SortedRows::drop_last() {
  std::ranges::pop_heap(entries_, order());
  for (const Value& value : entries_.back().row) bytes_ -= bytes_of(value);
  entries_.pop_back();
  truncated_ = true;
}

bool SortedRows::before(const Entry& a, const Entry& b) const {
  for (const auto& [position, descending] : keys_) {
    const int sign = compare(a.row[position], b.row[position]);
    if (sign != 0) return descending ? sign > 0 : sign < 0;
  }
  return a.number < b.number;
}

}  // namespace tracewh::model
