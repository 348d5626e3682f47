#include "store/retain/dictionary_sweep.hpp"

#include "store/sqlite/named_statements.hpp"

#include <string>

namespace tracewh::store {
namespace {

constexpr Columns kPass("sweep_passes");

/// The statement whose text `row` has in that column; none for NULL.
std::optional<Statement> statement_of(sqlite3* connection, const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Statement::compile(connection, row.text(column), nullptr);
}

/// Runs the statements whose texts the one of that name gives.
void run_texts(sqlite3* connection, std::string_view name) {
  std::vector<std::string> texts;
  Statement rows(connection, name);
  while (rows.step()) texts.emplace_back(rows.text(0));
  for (const std::string& text : texts) Statement::compile(connection, text, nullptr).run();
}

}  // namespace

bool DictionarySweep::is_due(sqlite3* connection) { return query_integer(connection, "sweep_is_due") != 0; }

DictionarySweep::DictionarySweep(sqlite3* connection, SpanWriter& writer)
    : connection_(connection), writer_(writer) {
  run_statements(connection, "begin_sweep");
  run_texts(connection, "sweep_triggers");
  Statement passes(connection, "sweep_passes");
  while (passes.step()) {
    passes_.push_back({*statement_of(connection, passes, kPass["last_of_step"]),
                       statement_of(connection, passes, kPass["remove"]),
                       statement_of(connection, passes, kPass["mark_used"])});
  }
}

bool DictionarySweep::step() {
  Pass& pass = passes_[pass_];
  pass.last_of_step.bind_all(done_).step();
  const bool has_rows = !pass.last_of_step.is_null(0);
  const std::int64_t last = pass.last_of_step.integer(0);
  pass.last_of_step.reset();
  if (has_rows) {
    if (pass.remove) {
      pass.remove->bind_all(done_, last).run();
      if (sqlite3_changes(connection_) > 0) writer_.forget_shared_rows();
    }
    if (pass.mark_used) pass.mark_used->bind_all(done_, last).run();
    done_ = last;
    return true;
  }
  done_ = 0;
  if (++pass_ < passes_.size()) return true;
  run_texts(connection_, "sweep_trigger_removals");
  run_statements(connection_, "end_sweep");
  return false;
}

}  // namespace tracewh::store
