#include "store/retain/dictionary_sweep.hpp"

namespace tracewh::store {

bool DictionarySweep::is_due(sqlite3* connection) { return query_integer(connection, "sweep_is_due") != 0; }

DictionarySweep::DictionarySweep(sqlite3* connection, SpanWriter& writer)
    : connection_(connection), writer_(writer) {
  run_statements(connection, "begin_sweep");
  // Those that use others come before them.
  add_pass("last_trace_of_step", {}, "use_by_spans");
  add_pass("last_span_template_of_step", "delete_unused_templates", "use_by_templates");
  add_pass("last_resource_of_step", "delete_unused_resources", "use_by_resources");
  add_pass("last_scope_of_step", "delete_unused_scopes", {});
  add_pass("last_attribute_shape_of_step", "delete_unused_shapes", {});
  add_pass("last_string_of_step", "delete_unused_strings", {});
}

void DictionarySweep::add_pass(std::string_view last_of_step, std::string_view remove,
                               std::string_view mark_used) {
  Pass& pass = passes_.emplace_back(Pass{Statement(connection_, last_of_step), {}, {}});
  if (!remove.empty()) pass.remove.emplace(connection_, remove);
  if (!mark_used.empty()) pass.mark_used.emplace(connection_, mark_used);
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
  run_statements(connection_, "end_sweep");
  return false;
}

}  // namespace tracewh::store
