#include "store/read/percentile_function.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace tracewh::store {
namespace {

constexpr double kMedian = 50;

/// What an aggregate holds of its group. SQLite gives it as zeros and does not construct it.
struct Values {
  double* data;
  std::uint64_t count;
  std::uint64_t capacity;
  double percent;
};

bool make_room(Values& values) {
  if (values.count < values.capacity) return true;
  const std::uint64_t capacity = std::max<std::uint64_t>(64, 2 * values.capacity);
  auto* data = static_cast<double*>(sqlite3_realloc64(values.data, capacity * sizeof(double)));
  if (data == nullptr) return false;
  values.data = data;
  values.capacity = capacity;
  return true;
}

/// The percentage that is asked for, or a negative number when it is none.
double percent_of(int count, sqlite3_value** arguments) {
  if (count == 1) return kMedian;
  const int type = sqlite3_value_numeric_type(arguments[1]);
  const double percent = sqlite3_value_double(arguments[1]);
  const bool is_valid = (type == SQLITE_INTEGER || type == SQLITE_FLOAT) && percent >= 0 && percent <= 100;
  return is_valid ? percent : -1;
}

void add_value(sqlite3_context* context, int count, sqlite3_value** arguments) {
  auto* values = static_cast<Values*>(sqlite3_aggregate_context(context, sizeof(Values)));
  if (values == nullptr) return sqlite3_result_error_nomem(context);
  values->percent = percent_of(count, arguments);
  if (values->percent < 0) return sqlite3_result_error(context, "percentile: write p from 0 to 100", -1);
  const int type = sqlite3_value_numeric_type(arguments[0]);
  if (type == SQLITE_NULL) return;
  if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
    return sqlite3_result_error(context, "median and percentile take numbers", -1);
  }
  if (!make_room(*values)) return sqlite3_result_error_nomem(context);
  values->data[values->count++] = sqlite3_value_double(arguments[0]);
}

double percentile_of(std::span<double> values, double percent) {
  const double place = percent / 100 * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(below));
  const double low = values[below];
  if (static_cast<double>(below) == place) return low;
  const double high = *std::ranges::min_element(values.subspan(below + 1));
  return low + (place - static_cast<double>(below)) * (high - low);
}

void finish(sqlite3_context* context) {
  auto* values = static_cast<Values*>(sqlite3_aggregate_context(context, 0));
  if (values == nullptr || values->data == nullptr) return;
  sqlite3_result_double(context, percentile_of({values->data, values->count}, values->percent));
  sqlite3_free(values->data);
}

void add(sqlite3* connection, const char* name, int arguments) {
  sqlite3_create_function_v2(connection, name, arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                             nullptr, add_value, finish, nullptr);
}

}  // namespace

void add_percentile_functions(sqlite3* connection) {
  add(connection, "median", 1);
  add(connection, "percentile", 2);
}

}  // namespace tracewh::store
