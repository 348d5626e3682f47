#include "store/dictionary_sweep.hpp"

namespace tracewh::store {
namespace {

/// Creates what the statements of a sweep fill, without which they cannot be compiled.
sqlite3* begin_sweep(sqlite3* connection) {
  run_statements(connection, "begin_sweep");
  return connection;
}

}  // namespace

bool DictionarySweep::is_due(sqlite3* connection) { return query_integer(connection, "sweep_is_due") != 0; }

DictionarySweep::DictionarySweep(sqlite3* connection)
    : connection_(begin_sweep(connection)),
      last_trace_of_step_(connection, "last_trace_of_step"),
      mark_templates_(connection, "mark_templates"),
      mark_strings_(connection, "mark_strings") {}

bool DictionarySweep::step() {
  last_trace_of_step_.bind_all(last_trace_).step();
  const bool is_last = last_trace_of_step_.is_null(0);
  const std::int64_t last = last_trace_of_step_.integer(0);
  last_trace_of_step_.reset();
  if (is_last) {
    run_statements(connection_, "end_sweep");
    return true;
  }
  mark_templates_.bind_all(last_trace_, last).run();
  mark_strings_.bind_all(last_trace_, last).run();
  last_trace_ = last;
  return false;
}

}  // namespace tracewh::store
